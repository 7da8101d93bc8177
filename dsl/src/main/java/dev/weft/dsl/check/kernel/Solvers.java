package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.types.Shapes;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Solver;
import dev.weft.dsl.syntax.Argument;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// `by` in a scan: how the steps are found, and how accurately.
final class Solvers {
    static final List<String> NAMES = List.of("deer", "picard", "jacobi", "elk", "sequential");

    private static final List<String> TUNING = List.of("tolerance", "iterations", "window");
    private static final List<Solver.Structure> STRUCTURES =
            List.of(Solver.Structure.DENSE, Solver.Structure.DIAGONAL, Solver.Structure.BLOCKS);

    private Solvers() {}

    /// What `items` ask for; the compiler is free if they do not say.
    static Optional<Solver> of(List<Owned> items, Site site) {
        return By.<Solver>of(items, site, new Solver.Free(), Solvers::one);
    }

    /// Refuses blocks over states that have no entries in common.
    static void fit(Solver solver, List<Scan.State> states, List<Owned> items, Site site) {
        boolean blocks = solver instanceof Solver.FixedPoint(var slope, var _, var _, var _)
                && switch (slope) {
                    case Solver.Slope.Jacobian(var structure) -> structure == Solver.Structure.BLOCKS;
                    case Solver.Slope.TrustRegion(var structure, var _) -> structure == Solver.Structure.BLOCKS;
                    case Solver.Slope.Identity _, Solver.Slope.Zero _ -> false;
                };
        boolean alike = states.stream()
                        .map(state -> Shapes.normal(state.tensor().elementType()))
                        .distinct()
                        .count()
                <= 1;
        if (blocks && !alike) {
            items.stream()
                    .map(Owned::item)
                    .filter(Item.ByItem.class::isInstance)
                    .forEach(by -> site.report()
                            .error(
                                    Code.ALGORITHM_VALUE,
                                    "`jacobian = blocks` needs states of one size",
                                    by.span(),
                                    "one small matrix for every entry, over all states",
                                    "leave `jacobian` out, or write `jacobian = diagonal`"));
        }
    }

    private static Optional<Solver> one(By by) {
        return switch (by.name()) {
            case "sequential" -> by.arguments(List.of()).map(_ -> new Solver.Sequential());
            case "picard" -> fixedPoint(by, List.of(), _ -> Optional.of(new Solver.Slope.Identity()));
            case "jacobi" -> fixedPoint(by, List.of(), _ -> Optional.of(new Solver.Slope.Zero()));
            case "deer" ->
                fixedPoint(
                        by, List.of("jacobian"), given -> structure(by, given).map(Solver.Slope.Jacobian::new));
            case "elk" -> fixedPoint(by, List.of("sigma", "jacobian"), given -> trustRegion(by, given));
            default ->
                by.unknown(
                        NAMES,
                        Algorithms.NAMES,
                        Family.ATTENTION,
                        "a scan is computed by `deer`, `picard`, `jacobi`, `elk` or `sequential`, as in `by deer()`");
        };
    }

    private static Optional<Solver> fixedPoint(
            By by, List<String> own, Function<Map<String, Argument.Named>, Optional<? extends Solver.Slope>> read) {
        var known = new ArrayList<>(own);
        known.addAll(TUNING);
        return by.arguments(known).flatMap(given -> {
            var slope = read.apply(given);
            var tolerance = optional(given, "tolerance", by::positive);
            var iterations = optional(given, "iterations", written -> by.integer(written, 0, Integer.MAX_VALUE));
            var window = optional(given, "window", written -> by.integer(written, 1, Integer.MAX_VALUE));
            if (slope.isEmpty() || tolerance.isEmpty() || iterations.isEmpty() || window.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Solver.FixedPoint(
                    slope.get(),
                    tolerance.get().stream().mapToDouble(value -> value).findFirst(),
                    iterations.get().stream().mapToInt(value -> value).findFirst(),
                    window.get().stream().mapToInt(value -> value).findFirst()));
        });
    }

    /// The value of an argument that may be left out, none or one; empty if it is wrong.
    private static <V> Optional<List<V>> optional(
            Map<String, Argument.Named> given, String name, Function<Argument.Named, Optional<V>> read) {
        var argument = given.get(name);
        return argument == null ? Optional.of(List.of()) : read.apply(argument).map(List::of);
    }

    private static Optional<Solver.Slope> trustRegion(By by, Map<String, Argument.Named> given) {
        var structure = structure(by, given);
        return by.require(given, "sigma", "how large a trust region?", "sigma = 1.0")
                .flatMap(by::positive)
                .flatMap(sigma -> structure.map(found -> new Solver.Slope.TrustRegion(found, sigma)));
    }

    private static Optional<Solver.Structure> structure(By by, Map<String, Argument.Named> given) {
        var argument = given.get("jacobian");
        if (argument == null) {
            return Optional.of(Solver.Structure.DERIVED);
        }
        String name = argument.value() instanceof Expr.Reference(var _, var text) ? text : "";
        var found = STRUCTURES.stream()
                .filter(structure -> structure.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
        if (found.isEmpty()) {
            by.site()
                    .report()
                    .error(
                            Code.ALGORITHM_VALUE,
                            "`jacobian` is `dense`, `diagonal` or `blocks`",
                            argument.value().span(),
                            "no such structure",
                            "leave it out: the structure is read off the equations");
        }
        return found;
    }
}
