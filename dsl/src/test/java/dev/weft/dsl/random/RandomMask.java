package dev.weft.dsl.random;

import dev.weft.dsl.model.Storage;

/// Writes a `keep`.
final class RandomMask {
    private final Draft draft;
    private final Choice choice;
    private final Layout layout;
    /// The absolute position of the query, in parentheses where it is a sum.
    private final String t;

    private RandomMask(Draft draft, Layout layout, String t) {
        this.draft = draft;
        this.choice = draft.choice;
        this.layout = layout;
        this.t = t;
    }

    /// @param t how the query's absolute position is written
    static String of(Draft draft, Layout layout, String t) {
        var mask = new RandomMask(draft, layout, t);
        return switch (draft.choice.between(0, 9)) {
            case 0, 1 -> mask.causal();
            case 2 -> mask.causal() + " and " + mask.window();
            case 3 -> mask.causal() + " and (" + mask.window() + " or " + mask.sinks() + ")";
            case 4 -> mask.documents() + " and (" + mask.causal() + " or " + mask.prefix() + ")";
            case 5 -> mask.causal() + " and " + mask.structured();
            case 6 -> "if " + mask.perHead() + " then " + mask.causal() + " else " + mask.any(1);
            case 7 -> "(" + mask.perHead() + " or " + mask.causal() + ") and " + mask.any(1);
            default -> mask.any(3);
        };
    }

    /// Any combination, but none that can never hold: what excludes the diagonal stands in no `and`.
    private String any(int depth) {
        if (depth == 0 || choice.chance(0.25)) {
            return choice.chance(0.4) ? offDiagonal() : atom();
        }
        return choice.chance(0.5)
                ? "(" + any(depth - 1) + " or " + any(depth - 1) + ")"
                : "(" + onDiagonal(depth - 1) + " and " + onDiagonal(depth - 1) + ")";
    }

    private String onDiagonal(int depth) {
        return depth == 0 || choice.chance(0.25)
                ? atom()
                : "(" + onDiagonal(depth - 1) + choice.of(" or ", " and ") + onDiagonal(depth - 1) + ")";
    }

    private String atom() {
        return switch (choice.between(0, 12)) {
            case 0, 1 -> causal();
            case 2, 3 -> window();
            case 4 -> sinks();
            case 5 -> prefix();
            case 6 -> documents();
            case 7, 8 -> structured();
            case 9 -> "(" + perHead() + " or " + causal() + ")";
            case 10 -> flags();
            case 11 ->
                choice.of("2 * j <= i + 3", "i + j < " + choice.of(10, 60, 200), "min(i, j) < 9", "j / 2 <= i + 0.25");
            default -> "(" + draft.param("everything", Storage.BOOL, choice.between(0, 1)) + " or " + causal() + ")";
        };
    }

    private String offDiagonal() {
        return switch (choice.between(0, 5)) {
            case 0 -> "not (" + (choice.chance(0.5) ? window() : choice.of(causal(), structured())) + ")";
            case 1 -> "not (" + perHead() + " and " + causal() + ")";
            case 2 -> "j < " + t;
            default -> choice.of("i != j", "j mod 3 != i mod 3", "j * j <= 4 * i", "max(i, j) mod 7 != 3");
        };
    }

    private String causal() {
        return choice.of("j <= " + t, "j <= " + t, "j <= " + t, t + " >= j", "0 <= " + t + " - j");
    }

    private String window() {
        var distance = t + " - j";
        return switch (choice.between(0, 5)) {
            case 0, 1 -> distance + " < " + reach();
            case 2 -> "0 <= " + distance + " < " + reach();
            case 3 -> "abs(" + distance + ") < " + reach();
            case 4 -> distance + " <= " + choice.between(1, 70);
            default -> "-" + reach() + " < " + distance + " <= " + choice.between(1, 9);
        };
    }

    private String reach() {
        return draft.param("w", Storage.I32, choice.of(1, 2, 3, 5, 16, 17, 40, 64, 100));
    }

    private String sinks() {
        return choice.chance(0.5)
                ? "j < " + draft.param("sinks", Storage.I32, choice.of(0, 1, 4, 7))
                : "j < " + choice.between(1, 5);
    }

    private String prefix() {
        return "j < " + layout.perBatch(draft, "prefix", Storage.I32, Fill.integers(0, 20));
    }

    /// Packed documents: the numbers ascend by chance only, which is legal too.
    private String documents() {
        if (!layout.keysCounted()) {
            return "i div 8 == j div 8";
        }
        int documents = choice.between(1, 3);
        if (layout.self()) {
            var doc = draft.table("doc", Storage.I32, ascending(documents), layout.batch(), layout.query());
            return layout.hasBatch() ? doc + "[b, i] == " + doc + "[b, j]" : doc + "[0, i] == " + doc + "[0, j]";
        }
        var mine = layout.along(draft, "mine", Storage.I32, Fill.integers(0, documents), layout.query(), "i");
        return mine + " == "
                + layout.along(draft, "theirs", Storage.I32, Fill.integers(0, documents), layout.keys(), "j");
    }

    private double[] ascending(int documents) {
        int length = layout.query().value();
        var numbers = new double[layout.batch().value() * length];
        for (int n = 0; n < numbers.length; n++) {
            boolean starts = n % Math.max(1, length) == 0;
            numbers[n] = starts ? 0 : numbers[n - 1] + (choice.chance((double) documents / length) ? 1 : 0);
        }
        return numbers;
    }

    /// Dilated, chunked, blockwise.
    private String structured() {
        var w = choice.of("2", "3", "8", "16", "50");
        return choice.of(
                "(" + t + " - j) mod " + w + " == 0",
                "j mod " + w + " == " + choice.between(0, 1),
                "i div " + w + " == j div " + w,
                "i div " + w + " - j div " + w + " <= 1",
                "j div " + w + " <= i div " + w,
                "0 <= i div " + w + " - j div " + w + " <= 2",
                "(i + 2 * j) mod 5 < 3");
    }

    private String perHead() {
        if (!layout.hasHead()) {
            return "i mod 2 == 0";
        }
        return switch (choice.between(0, 4)) {
            case 0 -> "h mod 2 == 0";
            case 1 -> "h == 0";
            case 2 -> "h < 2";
            case 3 -> layout.perHead(draft, "global", Storage.BOOL, Fill.flags(0.5));
            default -> t + " - j < " + layout.perHead(draft, "reach", Storage.I32, Fill.integers(1, 30));
        };
    }

    private String flags() {
        if (!layout.keysCounted()) {
            return "not (j mod 4 == 1)";
        }
        return switch (choice.between(0, 5)) {
            case 4 -> {
                var kind = draft.table("kind", Storage.I32, Fill.integers(0, 3), layout.keys());
                yield choice.of(
                        "(if j == 0 then true else " + kind + "[j - 1] != 2)",
                        "(if j < 2 then true else " + kind + "[j] != " + kind + "[j - 2])",
                        "(if j > 0 then " + kind + "[j - 1] < 3 else true)",
                        "(j == 0 or " + kind + "[j - 1] != 2)",
                        "(j < 2 or " + kind + "[j] != " + kind + "[j - 2])",
                        "(0 < j and " + kind + "[j - 1] < 3)",
                        "not (j != 0 and " + kind + "[j - 1] == 1)");
            }
            case 5 -> {
                var level = layout.along(draft, "level", Storage.I32, Fill.integers(-2, 40), layout.keys(), "j");
                yield "(" + level + " <= i and " + level + " < " + choice.of(20, 50) + ")";
            }
            case 0 -> "not " + layout.along(draft, "pad", Storage.BOOL, Fill.flags(0.2), layout.keys(), "j");
            case 1 -> layout.along(draft, "open", Storage.BOOL, Fill.flags(0.5), layout.query(), "i");
            case 2 -> draft.table("pairs", Storage.BOOL, Fill.flags(0.6), layout.query(), layout.keys()) + "[i, j]";
            default ->
                "(" + layout.along(draft, "hub", Storage.BOOL, Fill.flags(0.1), layout.keys(), "j") + " or " + window()
                        + ")";
        };
    }
}
