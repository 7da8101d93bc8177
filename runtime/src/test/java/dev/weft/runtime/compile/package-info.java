/// Tests of `compile`.
@NullMarked
package dev.weft.runtime.compile;

import org.jspecify.annotations.NullMarked;
