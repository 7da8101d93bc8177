package dev.weft.dsl.random;

import dev.weft.dsl.model.Storage;

/// Writes scores of rotated vectors.
final class RandomRotation {
    private final Draft draft;
    private final Choice choice;
    private final Layout layout;
    private final String t;

    RandomRotation(Draft draft, Layout layout, String t) {
        this.draft = draft;
        this.choice = draft.choice;
        this.layout = layout;
        this.t = t;
    }

    /// The score of `q` and `k`, which may be expressions.
    String score(String q, String k) {
        int d = layout.features().value();
        var options = options(d);
        return switch (choice.between(0, 11)) {
            case 0 -> reRope(q, k, options);
            case 1 -> leaky(q, k, options);
            case 2 -> pairwise(q, k, "min(" + t + " - j, " + window() + ")", options);
            case 3 -> {
                var w = window();
                var near = t + " - j";
                yield pairwise(
                        q,
                        k,
                        "if " + near + " < " + w + " then " + near + " else " + w + " + (" + near + " - " + w + ") / 4",
                        options);
            }
            case 4 -> layout.keysCounted() ? byTable(q, k, options) : turned(q, t, k, "j", options);
            case 5 -> turned(q, t + " / 4", k, "j / 4", options);
            case 6 -> turned(q, t + " + 3", k, "j + 3", options);
            case 7 -> turned(q, "0.5 * i + 0.25", k, "0.5 * j", options);
            case 8 ->
                layout.hasHead()
                        ? "(if h mod 2 == 0 then rope(" + q + ", " + t + options + ") @ rope(" + k + ", j" + options
                                + ") else " + q + " @ " + k + ")"
                        : turned(q, t, k, "j", options);
            default -> turned(q, t, k, "j", options);
        };
    }

    /// The score of vectors of `d` entries turned by their positions.
    String plain(String q, String k, int d) {
        return turned(q, t, k, "j", options(d));
    }

    private static String turned(String q, String p, String k, String r, String options) {
        return "(rope(" + q + ", " + p + options + ") @ rope(" + k + ", " + r + options + "))";
    }

    private static String pairwise(String q, String k, String position, String options) {
        return "(rope(" + q + ", " + position + options + ") @ " + k + ")";
    }

    private String window() {
        return choice.chance(0.6)
                ? draft.param("near_w", Storage.I32, choice.of(1, 4, 9, 30))
                : "" + choice.of(2, 6, 16, 33);
    }

    private String reRope(String q, String k, String options) {
        var w = window();
        var near = draft.let("near", "rope(" + q + ", " + t + options + ") @ rope(" + k + ", j" + options + ")");
        var far = draft.let("far", "rope(" + q + ", " + w + options + ") @ " + k);
        return "(if " + t + " - j < " + w + " then " + near + " else " + far + ")";
    }

    private String leaky(String q, String k, String options) {
        var w = window();
        var c = choice.of("4", "2.0", "0.5");
        var near = draft.let("near", "rope(" + q + ", " + t + options + ") @ rope(" + k + ", j" + options + ")");
        var far = draft.let(
                "far",
                "rope(" + q + ", (" + t + " - " + w + ") / " + c + " + " + w + options + ") @ rope(" + k + ", j / " + c
                        + options + ")");
        return choice.of(
                "(if " + t + " - j < " + w + " then " + near + " else " + far + ")",
                "(if " + t + " - j >= " + w + " then " + far + " else " + near + ")");
    }

    private String byTable(String q, String k, String options) {
        var type = choice.of(Storage.I32, Storage.F32);
        var mine = layout.along(draft, "qpos", type, Fill.integers(0, 99), layout.query(), "i");
        var theirs = layout.along(draft, "kpos", type, Fill.integers(0, 99), layout.keys(), "j");
        return turned(q, mine, k, theirs, options);
    }

    /// One of the ways to choose frequencies and pairs, for vectors of `d` entries.
    private String options(int d) {
        var options = switch (choice.between(0, 9)) {
            case 0 -> ", base = 500";
            case 1 -> ", base = 1e6";
            case 2 -> d >= 4 ? ", dims = " + (d - 2) : "";
            case 3 -> d % 4 == 0 ? ", dims = " + d / 2 : "";
            case 4 -> {
                draft.function("interpolated(m, R) = 10000 ^ (-2 * m / R) / 4");
                yield ", theta = interpolated";
            }
            case 5 -> {
                draft.function("ntk(m, R) = (10000 * 8) ^ (-2 * m / R)");
                yield ", theta = ntk";
            }
            case 6 -> {
                draft.function("mixed(m, R) = 10000 ^ (-2 * m / R) / exp(0.75 * (m + 1) ^ 0.625)");
                yield ", theta = mixed";
            }
            default -> "";
        };
        return options
                + (choice.chance(0.3) ? ", pairing = interleaved" : choice.chance(0.05) ? ", pairing = halves" : "");
    }
}
