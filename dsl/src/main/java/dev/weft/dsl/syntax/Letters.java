package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;

/// A file cut into tokens.
///
/// @param words what the grammar reads, without an end token
/// @param comments the `//` comments
/// @param docs the `///` text above a token, by the token's offset
record Letters(List<Token> words, List<Token> comments, Map<Integer, String> docs) {
    static Letters of(SourceText source) {
        var lexer = new WeftLexer(new CodeUnits(source));
        lexer.removeErrorListeners();
        var words = new ArrayList<Token>();
        var comments = new ArrayList<Token>();
        var docs = new HashMap<Integer, String>();
        var above = new ArrayList<Token>();
        for (Token token : lexer.getAllTokens()) {
            switch (token.getType()) {
                case WeftLexer.COMMENT -> comments.add(token);
                case WeftLexer.RULE_COMMENT -> {}
                case WeftLexer.DOC -> {
                    if (Spans.beginsLine(token)) {
                        if (!above.isEmpty()
                                && token.getLine() != above.getLast().getLine() + 1) {
                            above.clear();
                        }
                        above.add(token);
                    }
                }
                default -> {
                    if (token.getStartIndex() == 0 && token.getText().equals("\uFEFF")) {
                        continue;
                    }
                    words.add(token);
                    if (!above.isEmpty()) {
                        docs.put(token.getStartIndex(), text(above));
                        above.clear();
                    }
                }
            }
        }
        return new Letters(List.copyOf(words), List.copyOf(comments), Map.copyOf(docs));
    }

    private static String text(List<Token> lines) {
        return lines.stream()
                .map(line -> line.getText().substring(3))
                .map(line -> (line.startsWith(" ") ? line.substring(1) : line).stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}
