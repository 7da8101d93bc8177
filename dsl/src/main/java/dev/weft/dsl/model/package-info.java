/// The tree as understood: every name resolved, every node typed and sized, nothing nullable, nothing "not yet
/// linked".
///
/// In: what the checker proved. Out: the one description that the interpreter runs and the compiler lowers.
/// If a [Program] exists, it is right. Must not know: syntax, diagnostics, how anything runs.
@NullMarked
package dev.weft.dsl.model;

import org.jspecify.annotations.NullMarked;
