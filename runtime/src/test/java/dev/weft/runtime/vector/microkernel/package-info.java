/// Tests of the micro-kernels: each width computes what plain Java does.
@NullMarked
package dev.weft.runtime.vector.microkernel;

import org.jspecify.annotations.NullMarked;
