package dev.weft.dsl.assist;

import dev.weft.dsl.syntax.Lexeme;
import java.util.List;
import java.util.Set;

/// A line of a stack, as far as it is written: `layer l in 1 ..< L : Window(w = 16 * l)`.
///
/// @param index what it calls the number of the layer, or none
/// @param attention the name behind the colon, where a place lies behind that; else empty
/// @param part what a place in it is for
public record Layer(List<Lexeme> index, String attention, Part part) {
    private static final Set<String> OTHER_ITEMS = Set.of("param", "const", "let", "{", "}");

    public Layer {
        index = List.copyOf(index);
    }

    /// What may stand at a place.
    public enum Part {
        /// Which layers: numbers and a condition.
        LAYERS,
        /// The name of an attention.
        ATTENTION,
        /// The name of an attention's param, in front of `=`.
        NAME,
        /// Such a name, or a value.
        ARGUMENT,
        /// A value of a param.
        VALUE
    }

    /// The line that a place lies in, if it lies in one.
    ///
    /// @param before the pieces of a stack in front of the place
    /// @param behind those from the place on
    static List<Layer> of(List<Lexeme> before, List<Lexeme> behind) {
        int start = before.size() - 1;
        while (start >= 0 && !before.get(start).is("layer")) {
            start--;
        }
        return start < 0 ? List.of() : line(before.subList(start + 1, before.size()), behind);
    }

    private static List<Layer> line(List<Lexeme> before, List<Lexeme> behind) {
        var part = Part.LAYERS;
        var attention = "";
        int depth = 0;
        for (var piece : before) {
            if (OTHER_ITEMS.contains(piece.text())
                    || (part == Part.ATTENTION && !attention.isEmpty() && !piece.is("("))) {
                return List.of();
            }
            depth += piece.is("(") ? 1 : piece.is(")") ? -1 : 0;
            switch (part) {
                case LAYERS -> part = piece.is(":") ? Part.ATTENTION : part;
                case ATTENTION -> {
                    if (attention.isEmpty()) {
                        attention = piece.text();
                        depth = 0;
                    } else {
                        part = Part.ARGUMENT;
                    }
                }
                case NAME, ARGUMENT, VALUE -> {
                    if (depth == 0) {
                        return List.of();
                    }
                    part = depth == 1 && piece.is(",") ? Part.ARGUMENT : Part.VALUE;
                }
            }
        }
        if (part == Part.ATTENTION && !attention.isEmpty()) {
            return List.of();
        }
        boolean named =
                part == Part.ARGUMENT && behind.size() > 1 && behind.get(1).is("=");
        return List.of(new Layer(index(before, behind), attention, named ? Part.NAME : part));
    }

    private static List<Lexeme> index(List<Lexeme> before, List<Lexeme> behind) {
        var line = java.util.stream.Stream.concat(before.stream(), behind.stream())
                .limit(2)
                .toList();
        return line.size() == 2 && line.get(1).is("in") ? line.subList(0, 1) : List.of();
    }
}
