/// The equations of a checked kernel, evaluated as they stand: slowly, in double precision, one row or
/// step at a time.
///
/// In: a kernel of the model, sizes, params and tensors by name. Out: the numbers that every generated
/// kernel must reproduce. Says what the language means where the text leaves a doubt. Must not know:
/// syntax, diagnostics, tiles, lowering, or anything made for speed that is not a plain memo.
@NullMarked
package dev.weft.dsl.interpret;

import org.jspecify.annotations.NullMarked;
