/// Conversations with the language server, as an editor has them.
@NullMarked
package dev.weft.cli.lsp;

import org.jspecify.annotations.NullMarked;
