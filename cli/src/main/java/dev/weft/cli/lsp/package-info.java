/// The language server: what editors ask, answered in their protocol.
///
/// In: requests and the text of open files. Out: diagnostics, hovers, places, completions, edits.
/// Must not know: any command; what a spec means (the DSL says that). LSP4J lives here and nowhere else.
@NullMarked
package dev.weft.cli.lsp;

import org.jspecify.annotations.NullMarked;
