package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// What is done for one tile, cut into methods: products, passes over lines, and choices between them.
sealed interface Phase {
    /// One matrix product.
    record Product(TileOp.Dot dot) implements Phase {}

    /// Operations that need nothing but their own line (a row, or a key), done line by line.
    record Pass(List<TileOp> ops) implements Phase {}

    /// One number for the whole tile.
    record Single(TileOp.Map map) implements Phase {}

    /// A choice by tile class.
    record Branch(Value condition, List<Phase> then, List<Phase> otherwise) implements Phase {}

    /// Whether it consists of nothing but passes over rows, which any part of a tile's rows can do by itself.
    default boolean isOfRows() {
        return switch (this) {
            case Product _, Single _ -> false;
            case Pass _ -> true;
            case Branch branch ->
                branch.then().stream().allMatch(Phase::isOfRows)
                        && branch.otherwise().stream().allMatch(Phase::isOfRows);
        };
    }

    /// Cuts operations into phases. A `When` without products is spliced into the passes around it, once per side, so
    /// that each side stays one pass.
    static List<Phase> of(List<TileOp> ops) {
        var phases = new ArrayList<Phase>();
        var run = new ArrayList<TileOp>();
        for (var op : ops) {
            switch (op) {
                case TileOp.Dot dot -> {
                    flush(run, phases);
                    phases.add(new Product(dot));
                }
                case TileOp.Map map
                when map.to().rows() instanceof Span.One -> {
                    flush(run, phases);
                    phases.add(new Single(map));
                }
                case TileOp.When when
                when hasProduct(when.then()) || hasProduct(when.otherwise()) -> {
                    flush(run, phases);
                    phases.add(new Branch(when.condition(), of(when.then()), of(when.otherwise())));
                }
                case TileOp.Loop _ -> throw new IllegalStateException("weave: a loop inside a tile");
                case TileOp.Load _, TileOp.Transform _, TileOp.Map _, TileOp.Rotate _, TileOp.RowReduce _ ->
                    run.add(op);
                case TileOp.When _, TileOp.Store _ -> run.add(op);
            }
        }
        flush(run, phases);
        return phases;
    }

    private static void flush(List<TileOp> run, List<Phase> phases) {
        if (run.isEmpty()) {
            return;
        }
        var ops = List.copyOf(run);
        run.clear();
        for (int n = 0; n < ops.size(); n++) {
            if (ops.get(n) instanceof TileOp.When when) {
                phases.add(new Branch(
                        when.condition(), of(splice(ops, n, when.then())), of(splice(ops, n, when.otherwise()))));
                return;
            }
        }
        phases.add(new Pass(ops));
    }

    private static List<TileOp> splice(List<TileOp> ops, int at, List<TileOp> side) {
        var spliced = new ArrayList<>(ops.subList(0, at));
        spliced.addAll(side);
        spliced.addAll(ops.subList(at + 1, ops.size()));
        return spliced;
    }

    private static boolean hasProduct(List<TileOp> ops) {
        return ops.stream()
                .anyMatch(op -> op instanceof TileOp.Dot
                        || (op instanceof TileOp.When when
                                && (hasProduct(when.then()) || hasProduct(when.otherwise()))));
    }
}
