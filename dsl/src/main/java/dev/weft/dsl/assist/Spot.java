package dev.weft.dsl.assist;

import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.syntax.Lexeme;
import dev.weft.dsl.syntax.Words;
import java.util.List;

/// A place in a text, which need not be one that can be parsed.
///
/// @param word the piece there, or none
/// @param path the name of the import or package whose line it is, or empty
/// @param declaration the name of the declaration that it lies in, or empty
/// @param algorithm whether it stands behind `by`
/// @param layer the line of a stack that it lies in, or none
public record Spot(List<Lexeme> word, String path, String declaration, boolean algorithm, List<Layer> layer) {
    public Spot {
        word = List.copyOf(word);
        layer = List.copyOf(layer);
    }

    /// The place at an offset; at the end of a word it is still the word's.
    public static Spot of(SourceText source, int offset) {
        var lexemes = Lexeme.of(source);
        int opening = -1;
        int behind = 0;
        while (behind < lexemes.size() && lexemes.get(behind).span().start() < offset) {
            opening = opens(lexemes, behind) ? behind : opening;
            behind++;
        }
        var word = lexemes.stream()
                .filter(lexeme -> lexeme.span().start() <= offset
                        && offset <= lexeme.span().end())
                .filter(Spot::isWord)
                .limit(1)
                .toList();
        int before = behind - 1 - (behind > 0 && word.contains(lexemes.get(behind - 1)) ? 1 : 0);
        boolean algorithm = before >= 0 && lexemes.get(before).is("by");
        if (opening < 0) {
            return new Spot(word, "", "", algorithm, List.of());
        }
        Lexeme kind = lexemes.get(opening);
        return kind.is("import") || kind.is("package")
                ? new Spot(word, path(lexemes.subList(opening + 1, lexemes.size())), "", false, List.of())
                : new Spot(word, "", lexemes.get(opening + 1).text(), algorithm, layer(lexemes, opening, before + 1));
    }

    private static List<Layer> layer(List<Lexeme> lexemes, int opening, int at) {
        return lexemes.get(opening).is("stack")
                ? Layer.of(code(lexemes.subList(opening, at)), code(lexemes.subList(at, lexemes.size())))
                : List.of();
    }

    private static List<Lexeme> code(List<Lexeme> lexemes) {
        return lexemes.stream().filter(lexeme -> !lexeme.comment()).toList();
    }

    private static boolean opens(List<Lexeme> lexemes, int at) {
        return Words.OPENINGS.contains(lexemes.get(at).text())
                && at + 1 < lexemes.size()
                && isWord(lexemes.get(at + 1))
                && (at == 0 || !lexemes.get(at - 1).is("."));
    }

    private static boolean isWord(Lexeme lexeme) {
        return switch (lexeme.kind()) {
            case NAME, OPENING, RESERVED -> true;
            case NUMBER, SYMBOL, COMMENT, STRANGE -> false;
        };
    }

    private static String path(List<Lexeme> lexemes) {
        var path = new StringBuilder(lexemes.getFirst().text());
        for (int at = 1; at + 1 < lexemes.size() && lexemes.get(at).is("."); at += 2) {
            path.append('.').append(lexemes.get(at + 1).text());
        }
        return path.toString();
    }
}
