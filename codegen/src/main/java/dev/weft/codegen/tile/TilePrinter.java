package dev.weft.codegen.tile;

import java.util.List;
import java.util.stream.Collectors;

/// Writes a tile program so that a person can read it; equal programs give equal text.
///
/// `least(j)` and `greatest(j)` are the ends of the current tile, `x'` is the other part's `x` in a
/// merge, `q @ k'` a product with the transposed key tile.
public final class TilePrinter {
    private final StringBuilder text = new StringBuilder();

    private TilePrinter() {}

    public static String print(TileProgram program) {
        var printer = new TilePrinter();
        printer.program(program);
        return printer.text.toString();
    }

    /// A value as the printer writes it.
    public static String print(Value value) {
        return ValuePrinter.print(value);
    }

    /// A range of keys: `[low, high)`.
    public static String print(TileOp.Range range) {
        return "[" + print(range.low()) + ", " + print(range.high()) + ")";
    }

    /// Which keys are far: `j < border`.
    public static String print(Far.Stretch stretch) {
        return switch (stretch.direction()) {
            case BEFORE -> "j < " + print(stretch.border());
            case AFTER -> "j >= " + print(stretch.border());
        };
    }

    private void program(TileProgram program) {
        line(0, "kernel " + program.signature().name());
        line(
                0,
                "b < " + print(program.batches()) + ", h < " + print(program.heads()) + ", i < "
                        + print(program.queries()) + ", j < " + print(program.keys()) + ", " + print(program.group())
                        + " heads share keys"
                        + (program.parts() > 0 ? ", split into " + program.parts() + " ranges of keys" : ""));
        program.assigned().forEach(this::assign);
        if (program.far() instanceof Far.Folded folded) {
            fold(folded);
        }
        operations(0, program.operations());
    }

    private void assign(Assign assign) {
        line(
                0,
                assign.table() + " = nearest of " + print(assign.count()) + " rows of " + assign.codebook() + "["
                        + list(assign.at()) + "] to " + assign.vector().name() + " where " + print(assign.exists()));
        operations(1, assign.staged());
    }

    private void fold(Far.Folded folded) {
        line(
                0,
                "fold keys, " + folded.block() + " at a time, into " + print(folded.count()) + " codes by "
                        + folded.codes()
                        + (folded.labels().isEmpty() ? "" : ", anew for each " + list(folded.labels())));
        operations(1, folded.staged());
        for (var stretch : folded.stretches()) {
            line(1, "those " + print(stretch) + " where " + print(stretch.folds()));
            line(2, "count " + stretch.counts());
            stretch.means()
                    .forEach(mean -> line(
                            2, "mean " + mean.table() + " of " + mean.value().name()));
        }
    }

    private void operations(int depth, List<TileOp> operations) {
        operations.forEach(operation -> operation(depth, operation));
    }

    private void operation(int depth, TileOp operation) {
        switch (operation) {
            case TileOp.Load(var to, var tensor, var at, var exists) ->
                line(
                        depth,
                        declare(to) + " = load " + tensor + "[" + list(at) + "]"
                                + (Truths.isTrue(exists) ? "" : " where " + print(exists)));
            case TileOp.Transform(var to, var matrix, var at, var of) ->
                line(depth, declare(to) + " = " + matrix + "[" + list(at) + "] @ " + of.name());
            case TileOp.Map(var to, var value) -> line(depth, declare(to) + " = " + print(value));
            case TileOp.Rotate(var to, var of, var position, var rotation) ->
                line(
                        depth,
                        declare(to) + " = rotate " + of.name() + " by " + print(position) + " in "
                                + rotation.pairing().name().toLowerCase(java.util.Locale.ROOT) + " of "
                                + print(rotation.dims()) + ", theta " + print(rotation.theta()));
            case TileOp.RowReduce(var to, var reduction, var value, var over) ->
                line(
                        depth,
                        declare(to) + " = " + reduction.name().toLowerCase(java.util.Locale.ROOT) + " over "
                                + span(over) + " of " + print(value));
            case TileOp.Dot(var to, var left, var right, var counts) ->
                line(
                        depth,
                        to.columns().equals(Span.KEYS)
                                ? declare(to) + " = " + left.name() + " @ " + right.name() + "ᵀ"
                                : declare(to) + " += " + left.name() + " @ " + right.name()
                                        + (counts.equals(Values.TRUE) ? "" : " where " + print(counts)));
            case TileOp.Loop loop -> loop(depth, loop);
            case TileOp.When when -> when(depth, when);
            case TileOp.Store(var tensor, var at, var value, var over) ->
                line(
                        depth,
                        "store " + tensor + "[" + list(at) + (over instanceof Span.Features ? ", d" : "") + "] = "
                                + print(value));
        }
    }

    private void loop(int depth, TileOp.Loop loop) {
        line(
                depth,
                "for " + (loop.over() == TileOp.Source.CODES ? "codes" : "keys") + " in "
                        + loop.ranges().stream().map(TilePrinter::print).collect(Collectors.joining(" ∪ ")));
        line(depth + 1, "if " + print(loop.may()));
        loop.carried().forEach(carried -> {
            line(depth + 1, "carry " + declare(carried.tile()) + " from " + print(carried.start()));
            line(depth + 2, "merge " + print(carried.merge()));
        });
        line(depth + 1, "once per key");
        operations(depth + 2, loop.staged());
        line(depth + 1, "once per tile");
        operations(depth + 2, loop.body());
    }

    private void when(int depth, TileOp.When when) {
        if (when.then().isEmpty()) {
            line(depth, "unless " + print(when.condition()));
            operations(depth + 1, when.otherwise());
            return;
        }
        line(depth, "when " + print(when.condition()));
        operations(depth + 1, when.then());
        if (!when.otherwise().isEmpty()) {
            line(depth, "else");
            operations(depth + 1, when.otherwise());
        }
    }

    private static String declare(Tile tile) {
        var kind = switch (tile.kind()) {
            case BOOL -> " bool";
            case INT -> " int";
            case REAL -> "";
        };
        return tile.name() + "[" + span(tile.rows()) + ", " + span(tile.columns()) + "]" + kind;
    }

    private static String span(Span span) {
        return switch (span) {
            case Span.Rows() -> "rows";
            case Span.Keys() -> "keys";
            case Span.Features(var size) -> print(size);
            case Span.One() -> "1";
        };
    }

    private static String list(List<Value> values) {
        return values.stream().map(TilePrinter::print).collect(Collectors.joining(", "));
    }

    private void line(int depth, String content) {
        text.append("  ".repeat(depth)).append(content).append('\n');
    }
}
