package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.vector.MicroKernels;
import java.util.ArrayList;
import java.util.List;

/// Writes calls of the runtime's matrix products, whose right side lies in panels: those for vectors, or
/// plain loops.
record ProductCalls(Names names, Scope scope) {
    /// C = A * B, with the panels of B one after the other.
    String multiply(List<String> arguments) {
        return call("multiply", arguments);
    }

    /// C = A * B, or C += A * B, with one panel of B.
    String panel(boolean accumulate, Panel panel) {
        return call(
                accumulate ? "accumulate" : "product",
                List.of(
                        panel.a(),
                        panel.aAt(),
                        panel.aRow(),
                        panel.b(),
                        panel.bAt(),
                        panel.c(),
                        panel.cAt(),
                        panel.cRow(),
                        panel.rows(),
                        panel.depth()));
    }

    private String call(String method, List<String> arguments) {
        var all = new ArrayList<>(arguments);
        if (!names.vectors()) {
            all.add(scope.worker(names.real() + "[]", "line"));
        }
        return products(method) + "." + method + "(" + String.join(", ", all) + ");";
    }

    private String products(String method) {
        if (!names.vectors()) {
            return "PlainProducts";
        }
        return switch (method) {
            case "product" -> MicroKernels.products(names.form());
            case "accumulate" -> MicroKernels.accumulations(names.form());
            case "multiply" -> MicroKernels.matrices(names.form());
            default -> throw new IllegalArgumentException(method);
        };
    }

    /// The sides of a product: arrays, where they begin, how far their rows are apart; how many rows and terms it has.
    record Panel(
            String a,
            String aAt,
            String aRow,
            String b,
            String bAt,
            String c,
            String cAt,
            String cRow,
            String rows,
            String depth) {}
}
