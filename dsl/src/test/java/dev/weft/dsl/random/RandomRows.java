package dev.weft.dsl.random;

import dev.weft.dsl.model.Storage;
import java.util.ArrayList;
import java.util.List;

/// Declares the outs and writes their equations.
final class RandomRows {
    private final Draft draft;
    private final Choice choice;
    private final Layout layout;
    private final String t;
    private final List<String> equations = new ArrayList<>();

    private RandomRows(Draft draft, Layout layout, String t) {
        this.draft = draft;
        this.choice = draft.choice;
        this.layout = layout;
        this.t = t;
    }

    static List<String> of(Draft draft, Layout layout, String t) {
        var rows = new RandomRows(draft, layout, t);
        rows.write();
        return rows.equations;
    }

    private void write() {
        var row = row();
        vectors("o", layout.values(), surrounded(row));
        if (choice.chance(0.2)) {
            scalars("lse", "logsumexp(score)");
        }
        if (choice.chance(0.1)) {
            scalars("top", choice.of("rowmax(score)", "rowmax(score)", "rowmax(score) + 1"));
        }
        if (choice.chance(0.12)) {
            vectors("also", layout.features(), (choice.chance(0.5) ? row : row()) + " @ k");
        }
        if (choice.chance(0.06)) {
            scalars("where_to", "softmax(score) @ " + choice.of("j", "(j / 2)", "sin(0.3 * j)"));
        }
    }

    private String row() {
        return switch (choice.between(0, 11)) {
            case 0 -> "softmax(score, sink = " + layout.perHead(draft, "sink", Fill.normal(1)) + ")";
            case 1 -> "softmax(score, sink = " + choice.of("0", "1.5", "0.01 * i") + ")";
            case 2 -> "sigmoid(score)";
            case 3 -> "sigmoid(score - 2.5)";
            case 4 -> "relu(score) ^ 2";
            case 5 ->
                choice.of(
                        "gelu(score)",
                        "silu(score)",
                        "softplus(score)",
                        "tanh(score)",
                        "exp2(min(score, 3))",
                        "max(score, 0)",
                        "abs(score)",
                        "erf(score)",
                        "(if score > 0 then score else 0.1 * score)",
                        "exp(min(score, 3))",
                        "(1 / (1 + score * score))");
            default -> "softmax(score)";
        };
    }

    private String surrounded(String row) {
        int d = layout.values().value();
        return switch (choice.between(0, 15)) {
            case 0 -> {
                draft.input("query", "u", draft.storage, layout.rowAt(), Fill.normal(1), layout.rows(layout.values()));
                yield "u * (" + row + " @ v)";
            }
            case 1 -> row + " @ v / sqrt(" + layout.values().text() + ")";
            case 2 -> row + " @ (v * " + layout.perHead(draft, "vs", Fill.normal(1)) + ")";
            case 3 ->
                row + " @ (" + layout.perHead(draft, "Wv", Fill.normal(0.3), layout.values(), layout.values())
                        + " @ v)";
            case 4 -> row + " @ v - 0.5 * (" + row() + " @ v)";
            case 5 -> d % 2 == 0 ? "rope(" + row + " @ rope(v, j), 0 - (" + t + "))" : row + " @ relu(v)";
            case 6 ->
                "(" + row + " @ v) * sigmoid(" + layout.perHead(draft, "gate", Fill.normal(1), layout.values()) + ")";
            case 7 ->
                layout.keysCounted()
                        ? row + " @ (v * "
                                + layout.along(draft, "vw", draft.storage, Fill.uniform(0, 1), layout.keys(), "j") + ")"
                        : row + " @ (v / (j + 1))";
            case 8 -> "(if i mod 2 == 0 then 1 else 0.5) * (" + row + " @ v)";
            default -> row + " @ v";
        };
    }

    private void vectors(String name, Size size, String equation) {
        draft.declare("out", name, stored(), layout.rowAt(), layout.rows(size));
        equations.add(name + " = " + equation);
    }

    private void scalars(String name, String equation) {
        draft.declare("out", name, Storage.F32, layout.rowAt(), layout.rows());
        equations.add(name + " = " + equation);
    }

    private Storage stored() {
        return choice.chance(0.7) ? draft.storage : Storage.F32;
    }
}
