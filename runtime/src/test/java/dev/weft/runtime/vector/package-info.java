/// Tests of `vector`.
@NullMarked
package dev.weft.runtime.vector;

import org.jspecify.annotations.NullMarked;
