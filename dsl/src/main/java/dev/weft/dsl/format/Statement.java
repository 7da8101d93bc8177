package dev.weft.dsl.format;

import dev.weft.dsl.syntax.Lexeme;
import java.util.List;

/// What is laid out as one: it begins on a line of its own.
///
/// @param form what it is, which says how it is laid out
/// @param lexemes its pieces, with the comments among and behind them
/// @param apart whether a blank line stands above it
record Statement(Form form, List<Lexeme> lexemes, boolean apart) {
    Statement {
        lexemes = List.copyOf(lexemes);
    }

    /// How a statement is laid out.
    sealed interface Form {
        /// `package a.b`, `import a.b`
        record Path() implements Form {}

        /// `fn f(x) = …`
        record Function() implements Form {}

        /// `attention A : S {`, which begins a block.
        record Opening() implements Form {}

        /// An item of a block.
        record Member(Block block, Slot slot) implements Form {}

        /// `}`
        record Closing() implements Form {}

        /// A comment on a line of its own.
        record Remark(boolean inside) implements Form {}
    }
}
