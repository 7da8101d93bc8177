/// Tests of `npy`.
@NullMarked
package dev.weft.runtime.npy;

import org.jspecify.annotations.NullMarked;
