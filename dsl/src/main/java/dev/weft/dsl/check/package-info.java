/// From what was written to what it means.
///
/// In: a [dev.weft.dsl.syntax.SpecFile] and a [dev.weft.dsl.check.names.Library] of imports. Out: a
/// [dev.weft.dsl.model.Program] in which nothing is left to settle, or diagnostics, all of them. Must not
/// know: how anything runs.
@NullMarked
package dev.weft.dsl.check;

import org.jspecify.annotations.NullMarked;
