/// Files of numbers.
@NullMarked
package dev.weft.cli.npy;

import org.jspecify.annotations.NullMarked;
