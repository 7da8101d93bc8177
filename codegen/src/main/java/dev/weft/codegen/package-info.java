/// The back of the compiler on one page: checked program in, Java sources out.
///
/// In: a [dev.weft.dsl.model.Program]. Out: the text of Java files.
/// Must not know: syntax, diagnostics, where the files go, how they run.
@NullMarked
package dev.weft.codegen;

import org.jspecify.annotations.NullMarked;
