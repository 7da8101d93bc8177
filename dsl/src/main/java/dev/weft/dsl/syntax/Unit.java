package dev.weft.dsl.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/// The tokens of one top-level line or declaration, with an end token behind them.
record Unit(List<Token> tokens) {
    Unit {
        tokens = List.copyOf(tokens);
    }

    /// Cuts a file into units: before every word that opens one, and behind the brace that closes one. An
    /// opening word inside open braces counts if it begins its line and a name follows: then the brace
    /// was forgotten.
    static List<Unit> cut(List<Token> words) {
        var units = new ArrayList<Unit>();
        int start = 0;
        int depth = 0;
        for (int at = 0; at < words.size(); at++) {
            if (at > start && opensAt(words, at, depth)) {
                units.add(ended(words.subList(start, at)));
                start = at;
                depth = 0;
            }
            int type = words.get(at).getType();
            if (type == WeftParser.LEFT_BRACE) {
                depth++;
            } else if (type == WeftParser.RIGHT_BRACE && depth > 0 && --depth == 0) {
                units.add(ended(words.subList(start, at + 1)));
                start = at + 1;
            }
        }
        if (start < words.size()) {
            units.add(ended(words.subList(start, words.size())));
        }
        return units;
    }

    /// Whether it begins as a unit must.
    boolean opens() {
        return opens(tokens.getFirst());
    }

    CommonTokenStream stream() {
        return new CommonTokenStream(new ListTokenSource(tokens));
    }

    private static boolean opensAt(List<Token> words, int at, int depth) {
        Token word = words.get(at);
        Token before = words.get(at - 1);
        boolean path = at > 1 && words.get(at - 2).getType() == WeftParser.DOT;
        if (!opens(word) || before.getType() == WeftParser.DOT || (opens(before) && !path)) {
            return false;
        }
        boolean named = at + 1 < words.size() && words.get(at + 1).getType() == WeftParser.NAME;
        return Spans.beginsLine(word) ? depth == 0 || named : depth == 0 && named && Sentence.endsOperand(before);
    }

    private static boolean opens(Token word) {
        return switch (word.getType()) {
            case WeftParser.PACKAGE,
                    WeftParser.IMPORT,
                    WeftParser.FN,
                    WeftParser.SIGNATURE,
                    WeftParser.ATTENTION,
                    WeftParser.SCAN,
                    WeftParser.STACK -> true;
            default -> false;
        };
    }

    private static Unit ended(List<Token> words) {
        var tokens = new ArrayList<Token>(words);
        var last = (CommonToken) words.getLast();
        var end = new CommonToken(last);
        end.setType(Token.EOF);
        end.setText("<end>");
        end.setStartIndex(last.getStopIndex() + 1);
        end.setStopIndex(last.getStopIndex());
        tokens.add(end);
        return new Unit(tokens);
    }
}
