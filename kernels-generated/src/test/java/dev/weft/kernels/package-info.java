/// The checked-in kernels, run as an application runs them.
@NullMarked
package dev.weft.kernels;

import org.jspecify.annotations.NullMarked;
