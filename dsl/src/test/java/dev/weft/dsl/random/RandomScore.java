package dev.weft.dsl.random;

import dev.weft.dsl.model.Storage;

/// Writes a `score`: a product of queries and keys, its scale, biases, a soft cap. The numbers stay moderate.
final class RandomScore {
    private final Draft draft;
    private final Choice choice;
    private final Layout layout;
    private final String t;
    private final RandomRotation rotation;

    private RandomScore(Draft draft, Layout layout, String t) {
        this.draft = draft;
        this.choice = draft.choice;
        this.layout = layout;
        this.t = t;
        this.rotation = new RandomRotation(draft, layout, t);
    }

    static String of(Draft draft, Layout layout, String t) {
        var score = new RandomScore(draft, layout, t);
        return score.capped(score.scaled(score.product()) + score.bias());
    }

    private String product() {
        int d = layout.features().value();
        boolean turns = d % 2 == 0 && choice.chance(0.6);
        if (turns) {
            return choice.chance(0.12) && layout.keysCounted() ? latent() : rotation.score(query(), key());
        }
        return switch (choice.between(0, 11)) {
            case 0 -> "sum(q * k)";
            case 1 -> "(" + vector("a") + " @ tanh(q + k))";
            case 2 -> "(0 - norm(q - k))";
            case 3 -> layout.hasHead() ? "(if h mod 2 == 0 then q @ k else 0.5 * (q @ k))" : "(q @ k)";
            default -> "(" + query() + " @ " + key() + ")";
        };
    }

    private String query() {
        return switch (choice.between(0, 12)) {
            case 0 -> "(q / max(norm(q), 1e-6) * 3)";
            case 1 -> "(q * " + vector("gain") + " / rms(q))";
            case 2 -> "(q + " + vector("qbias") + ")";
            case 3 -> "(" + matrix("Wq") + " @ q)";
            case 4 -> draft.let("qs", "silu(q)");
            default -> "q";
        };
    }

    private String key() {
        return switch (choice.between(0, 12)) {
            case 0 -> "(k / norm(k))";
            case 1 -> "(k * " + vector("kgain") + ")";
            case 2 -> "(k + " + vector("kbias") + ")";
            case 3 -> "(" + matrix("Wk") + " @ k)";
            case 4 -> draft.let("kn", "k / max(rms(k), 1e-3)");
            default -> "k";
        };
    }

    private String vector(String stem) {
        return layout.perHead(draft, stem, Fill.normal(0.7), layout.features());
    }

    private String matrix(String stem) {
        double scale = 1 / Math.sqrt(layout.features().value());
        return layout.perHead(draft, stem, Fill.normal(scale), layout.features(), layout.features());
    }

    /// A second, rotated pair of vectors, shared by the heads on the side of the keys.
    private String latent() {
        var turned = draft.anyDim("C", choice.of(2, 4, 8));
        draft.input("query", "qr", draft.storage, layout.rowAt(), Fill.normal(1), layout.rows(turned));
        if (layout.hasBatch()) {
            draft.input("key", "kr", draft.storage, "at [b, j]", Fill.normal(1), layout.batch(), layout.keys(), turned);
        } else {
            draft.input("key", "kr", draft.storage, "at [j]", Fill.normal(1), layout.keys(), turned);
        }
        return "(q @ k + " + rotation.plain("qr", "kr", turned.value()) + ")";
    }

    private String scaled(String product) {
        return switch (choice.between(0, 7)) {
            case 0 -> product + " * rsqrt(" + layout.features().text() + ")";
            case 1 -> "0.25 * " + product;
            case 2 -> product + " * " + draft.param("s", draft.storage, choice.of(0.125, 0.5, 0.75));
            case 3 -> {
                draft.function("log_scale(i, T) = max(1, log(i + 1) / log(T))");
                var length = draft.param("T", Storage.I32, choice.of(16, 64, 512));
                yield "log_scale(i, " + length + ") * " + product + " / sqrt("
                        + layout.features().text() + ")";
            }
            case 4 ->
                product + " / sqrt(" + layout.features().text() + ") * exp("
                        + layout.perHead(draft, "heat", Fill.normal(0.2)) + ")";
            default -> product + " / sqrt(" + layout.features().text() + ")";
        };
    }

    private String bias() {
        return choice.chance(0.45) ? "" : choice.chance(0.15) ? oneBias() + oneBias() : oneBias();
    }

    private String oneBias() {
        boolean counted = layout.keysCounted();
        return switch (choice.between(0, 14)) {
            case 11 ->
                counted
                        ? " + (if j > 0 then " + draft.table("before", Fill.normal(1), layout.keys())
                                + "[j - 1] else 0.25)"
                        : " + (if j > 3 then 0.5 else -0.5)";
            case 12 ->
                counted
                        ? " + 0.25 * "
                                + layout.along(draft, "rank", Storage.I32, Fill.integers(-4, 4), layout.keys(), "j")
                        : " + 0.25 * (j div 3 - j div 2)";
            case 13 ->
                counted
                        ? " + (if " + layout.along(draft, "bright", Storage.BOOL, Fill.flags(0.5), layout.keys(), "j")
                                + " then 0.5 else -0.5)"
                        : " + 0.1 * (i mod 3)";
            case 14 -> " + exp2(0 - abs(" + t + " - j)) - exp2(min(0, j - 200))";
            case 0 -> {
                var slope = draft.let("slope", layout.hasHead() ? "exp2(-8 * (h + 1) / H)" : "0.25");
                yield " - " + slope + " * " + distance();
            }
            case 1 -> " - " + layout.perHead(draft, "slopes", Fill.uniform(0.01, 0.5)) + " * " + distance();
            case 2 -> " + " + clamped();
            case 3 -> " + " + bucketed();
            case 4 -> {
                var r1 = layout.perHead(draft, "r1", Fill.uniform(0.1, 1.5));
                var r2 = layout.perHead(draft, "r2", Fill.uniform(0.1, 1.5));
                yield " - " + r1 + " * log(1 + " + r2 + " * abs(" + t + " - j))";
            }
            case 5 -> " - 0.3 * abs(" + t + " - j) ^ 0.5";
            case 6 ->
                counted
                        ? " + " + layout.along(draft, "kb", draft.storage, Fill.normal(1), layout.keys(), "j")
                        : " + 0.1 * (j mod 3)";
            case 7 ->
                counted
                        ? " + " + draft.table("pb", Fill.normal(1), layout.query(), layout.keys()) + "[i, j]"
                        : " - log(j + 1)";
            case 8 ->
                " + (if 0 <= i - j < 8 then " + draft.table("near", Fill.normal(1), Size.of(8)) + "[i - j] else -0.5)";
            case 9 -> " + sin(0.1 * j) * cos(0.2 * i)";
            default -> " - (if j < 3 then 1.5 else 0)";
        };
    }

    private String distance() {
        return choice.of("(" + t + " - j)", "abs(" + t + " - j)", "max(" + t + " - j, 0)");
    }

    /// T5's table, with a bias per distance up to a reach.
    private String clamped() {
        int reach = choice.of(1, 7, 16, 40);
        var index = "clamp(i - j, -" + reach + ", " + reach + ") + " + reach;
        return perHeadAt("rel", 2 * reach + 1, index);
    }

    private String bucketed() {
        draft.function("bucket(d) = if d < 8 then d else clamp(8 + floor(log(d / 8 + 0.03) / log(16.0) * 8), 8, 15)");
        return perHeadAt("t5", 16, "bucket(max(i - j, 0))");
    }

    private String perHeadAt(String stem, int size, String index) {
        return layout.hasHead() && choice.chance(0.7)
                ? draft.table(stem, Fill.normal(1), layout.head(), Size.of(size)) + "[h, " + index + "]"
                : draft.table(stem, Fill.normal(1), Size.of(size)) + "[" + index + "]";
    }

    private String capped(String score) {
        if (choice.chance(0.8)) {
            return score;
        }
        if (choice.chance(0.5)) {
            draft.function("softcap(s, cap) = cap * tanh(s / cap)");
            return "softcap(" + score + ", " + choice.of("5.0", "30", "50.0") + ")";
        }
        draft.constant("cap", choice.of(4, 20));
        return "cap * tanh((" + score + ") / cap)";
    }
}
