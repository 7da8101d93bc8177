/// Tests of `codes`.
@NullMarked
package dev.weft.runtime.codes;

import org.jspecify.annotations.NullMarked;
