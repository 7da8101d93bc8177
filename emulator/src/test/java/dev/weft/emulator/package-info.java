/// Each fault planted and found, and what a device computes computed.
@NullMarked
package dev.weft.emulator;

import org.jspecify.annotations.NullMarked;
