/// Tests of `math`.
@NullMarked
package dev.weft.runtime.math;

import org.jspecify.annotations.NullMarked;
