/// What an expression means: names become things, kinds and sizes are settled, functions are written out.
///
/// In: an expression and the names around it. Out: a [Value], mostly a term of the model; what is wrong goes to the
/// report and yields [Value.Unknown], which silences whatever follows. Must not know: which equations a kernel has.
@NullMarked
package dev.weft.dsl.check.types;

import org.jspecify.annotations.NullMarked;
