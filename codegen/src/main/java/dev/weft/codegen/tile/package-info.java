/// The tile program: a few operations on two-dimensional tiles held close to the arithmetic.
@NullMarked
package dev.weft.codegen.tile;

import org.jspecify.annotations.NullMarked;
