/// Tests of carried states, as far as no generated kernel is needed; the others are in the code generator.
@NullMarked
package dev.weft.runtime.carry;

import org.jspecify.annotations.NullMarked;
