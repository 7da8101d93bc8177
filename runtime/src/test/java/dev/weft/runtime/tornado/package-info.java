/// Tests of what is decided before a TornadoVM device runs a kernel.
@NullMarked
package dev.weft.runtime.tornado;

import org.jspecify.annotations.NullMarked;
