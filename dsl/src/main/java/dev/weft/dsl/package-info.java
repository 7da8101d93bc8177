/// The front of the compiler on one page: text in, checked program or diagnostics out.
///
/// In: a source and where imports are found. Out: a [dev.weft.dsl.model.Program], which is right, or the reasons why
/// there is none. Must not know: tiles, generated code, how anything runs.
@NullMarked
package dev.weft.dsl;

import org.jspecify.annotations.NullMarked;
