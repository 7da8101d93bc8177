package dev.weft.dsl.syntax;

import java.util.List;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;

/// The words of the language, by what they may be.
public final class Words {
    /// What a unit begins with.
    public static final List<String> OPENINGS =
            List.of("package", "import", "fn", "signature", "attention", "scan", "stack");

    /// What an item begins with, unless it is an equation.
    public static final List<String> ITEMS = List.of(
            "dim", "where", "query", "key", "value", "table", "input", "weight", "init", "state", "out", "param",
            "const", "let", "by", "grad", "layer");

    /// What joins or continues phrases.
    public static final List<String> JOINTS =
            List.of("in", "at", "for", "from", "if", "then", "else", "or", "and", "not", "div", "mod");

    /// All of them, as the grammar has them.
    public static List<String> all() {
        return IntStream.rangeClosed(WeftParser.PACKAGE, WeftParser.FALSE)
                .mapToObj(WeftParser.VOCABULARY::getLiteralName)
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .toList();
    }

    private Words() {}

    /// Whether a token of this type may be a name.
    static boolean name(int type) {
        return type == WeftParser.NAME || (beginsItem(type) && !hard(type));
    }

    /// Whether it is a word that can never be a name.
    static boolean hard(int type) {
        return type >= WeftParser.PACKAGE
                && type <= WeftParser.FALSE
                && switch (type) {
                    case WeftParser.WHERE, WeftParser.CONST, WeftParser.LET -> true;
                    default -> !beginsItem(type);
                };
    }

    /// Whether it is a word that an item begins with.
    static boolean beginsItem(int type) {
        return type >= WeftParser.DIM && type <= WeftParser.LAYER;
    }

    /// The token as a sentence may quote it.
    static String quoted(Token token) {
        if (token.getType() == Token.EOF) {
            return "the end";
        }
        String text = token.getText();
        int end = text.offsetByCodePoints(0, Math.min(20, text.codePointCount(0, text.length())));
        return "`" + text.substring(0, end) + (end < text.length() ? "…`" : "`");
    }
}
