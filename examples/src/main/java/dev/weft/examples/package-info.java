/// Small programs that use the generated kernels.
@NullMarked
package dev.weft.examples;

import org.jspecify.annotations.NullMarked;
