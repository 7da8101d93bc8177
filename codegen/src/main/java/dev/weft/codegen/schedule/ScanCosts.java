package dev.weft.codegen.schedule;

import dev.weft.codegen.schedule.Formula.Operation;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What a step of a scan costs a worker, in vector operations: as long as a core at its best takes for a
/// multiply-add of one vector. The formulas are over the depths of tiles, and count one row's exponential
/// no dearer than another's: they are to choose between ways, not to predict.
record ScanCosts(StepProgram program, JvmForm form) {
    /// Multiply-adds that a core could begin until one of them ends.
    private static final int LATENCY = 8;

    /// What a call of a product costs besides.
    private static final int CALL = 16;

    /// What a pass over a row costs besides.
    private static final int PASS = 24;

    /// A multiply-add with a single weight, in eighths: one with a vector of weights shares its loads with several
    /// rows. The second is for matrices behind the second-level cache.
    private static final int EIGHTHS = 8;

    private static final int SINGLE = 10;

    private static final int SINGLE_BEHIND = 16;

    /// What a vector costs that is transposed between rows of memory and lanes.
    private static final int TRANSPOSED = 14;

    /// Numbers of matrices that the first-level cache holds, and the second.
    private static final int FIRST_LEVEL = 1 << 13;

    private static final int SECOND_LEVEL = 1 << 17;

    /// Rows and columns of a matrix from which nothing but its size grows.
    private static final int LARGE = 1 << 13;

    /// Vector operations in the time in which a vector comes from the second-level cache, and from
    /// behind it.
    private static final int FROM_SECOND = 2;

    private static final int FROM_BEHIND = 8;

    /// A quotient, and a function that is made of a dozen or two multiply-adds.
    private static final int QUOTIENT = 8;

    private static final int FUNCTION = 20;

    /// How many vector operations a core could begin while it loads a vector of a matrix of the step.
    Formula load() {
        if (form == JvmForm.SCALAR || transforms(program.step()).findAny().isEmpty()) {
            return Formula.of(1);
        }
        var counts = new LinkedHashMap<Formula, Integer>();
        transforms(program.step())
                .forEach(op -> counts.merge(side(op.of()).with(Operation.TIMES, side(op.to())), 1, Integer::sum));
        var weights = sum(counts);
        var near = new Formula.AtLeast(weights, Formula.of(FIRST_LEVEL), Formula.of(FROM_SECOND), Formula.of(1));
        return new Formula.AtLeast(weights, Formula.of(SECOND_LEVEL), Formula.of(FROM_BEHIND), near);
    }

    /// A step of `rows` sequences or parts side by side, with its share of what needs no state, whose
    /// matrices serve many steps.
    ///
    /// @param load what [#load] is
    /// @param least vectors that a core works on at the same time, filled or not
    Formula step(Formula rows, Formula load, int least) {
        var elsewhere = new ArrayList<>(program.ahead());
        elsewhere.addAll(program.after());
        Formula sum = passes(program.operations(), rows, least);
        if (transforms(elsewhere).findAny().isPresent()) {
            sum = sum.with(Operation.PLUS, products(elsewhere, rows, 0));
        }
        return transforms(program.step()).findAny().isPresent()
                ? sum.with(Operation.PLUS, products(program.step(), load.with(Operation.MAX, rows), LATENCY))
                : sum;
    }

    /// A step of `lanes` interleaved sequences or parts, a vector for each number of all of them: products meet a
    /// weight at a time, and rows are transposed on their way in and out.
    ///
    /// @param load what [#load] is
    Formula interleaved(Formula lanes, Formula load) {
        var vectors = lanes.with(Operation.OVER, form.lanes());
        var single = new Formula.AtLeast(load, Formula.of(FROM_BEHIND), Formula.of(SINGLE_BEHIND), Formula.of(SINGLE));
        var counts = new LinkedHashMap<Formula, Integer>();
        var known = new HashSet<Value>();
        for (var op : program.operations()) {
            switch (op) {
                case TileOp.Transform transform ->
                    counts.merge(
                            side(transform.of())
                                    .with(
                                            Operation.TIMES,
                                            Formula.of(LATENCY).with(Operation.MAX, side(transform.to())))
                                    .with(Operation.OVER, EIGHTHS)
                                    .with(Operation.TIMES, single)
                                    .with(Operation.PLUS, CALL),
                            1,
                            Integer::sum);
                case TileOp.Load _, TileOp.Store _ ->
                    counts.merge(depth(columns(op)), TRANSPOSED + operations(op, known), Integer::sum);
                case TileOp.Map _, TileOp.RowReduce _, TileOp.Rotate _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ ->
                    counts.merge(depth(columns(op)), operations(op, known), Integer::sum);
            }
        }
        return sum(counts).with(Operation.PLUS, PASS).with(Operation.TIMES, vectors);
    }

    /// What products cost for so many rows.
    ///
    /// @param least multiply-adds for a number of the vector at least: each waits for the one before
    Formula products(List<TileOp> operations, Formula rows, int least) {
        var counts = new LinkedHashMap<Formula, Integer>();
        transforms(operations).forEach(op -> {
            var wide = panels(op.to()).with(Operation.TIMES, rows);
            var one = side(op.of())
                    .with(Operation.TIMES, least == 0 ? wide : Formula.of(least).with(Operation.MAX, wide));
            counts.merge(least == 0 ? one : one.with(Operation.PLUS, CALL), 1, Integer::sum);
        });
        return sum(counts);
    }

    /// What all that is no product costs for so many rows. What is computed twice counts once.
    Formula passes(List<TileOp> operations, Formula rows, int least) {
        var work = new LinkedHashMap<Formula, Integer>();
        var known = new HashSet<Value>();
        int passes = 0;
        for (var op : operations) {
            int own = operations(op, known);
            if (own > 0) {
                passes++;
                var vectors = rows.with(Operation.TIMES, vectors(columns(op)));
                work.merge(least == 1 ? vectors : Formula.of(least).with(Operation.MAX, vectors), own, Integer::sum);
            }
        }
        work.merge(rows, PASS * passes, Integer::sum);
        return sum(work);
    }

    private static Formula sum(Map<Formula, Integer> counts) {
        return counts.entrySet().stream()
                .map(one -> one.getValue() == 1
                        ? one.getKey()
                        : Formula.of(one.getValue()).with(Operation.TIMES, one.getKey()))
                .reduce((a, b) -> a.with(Operation.PLUS, b))
                .orElse(Formula.of(0));
    }

    private static Stream<TileOp.Transform> transforms(List<TileOp> operations) {
        return operations.stream().filter(TileOp.Transform.class::isInstance).map(TileOp.Transform.class::cast);
    }

    private static Span columns(TileOp op) {
        return switch (op) {
            case TileOp.RowReduce reduce -> reduce.over();
            case TileOp.Store store -> store.over();
            case TileOp.Load _,
                    TileOp.Transform _,
                    TileOp.Map _,
                    TileOp.Rotate _,
                    TileOp.Dot _,
                    TileOp.Loop _,
                    TileOp.When _ -> Operands.assigned(op).getFirst().columns();
        };
    }

    /// @param known what has been counted; grows
    private static int operations(TileOp op, Set<Value> known) {
        return switch (op) {
            case TileOp.Map map -> operations(map.value(), known);
            case TileOp.RowReduce reduce -> 1 + operations(reduce.value(), known);
            case TileOp.Store store -> 1 + operations(store.value(), known);
            case TileOp.Load _ -> 1;
            case TileOp.Rotate _ -> 2 * FUNCTION;
            case TileOp.Transform _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ -> 0;
        };
    }

    private static int operations(Value value, Set<Value> known) {
        if (!known.add(value)) {
            return 0;
        }
        int own = switch (value) {
            case Value.Apply apply -> cost(apply.op());
            case Value.Choose _ -> 1;
            default -> 0;
        };
        return own
                + Children.of(value).stream()
                        .mapToInt(part -> operations(part, known))
                        .sum();
    }

    private static int cost(Op op) {
        return switch (op) {
            case TO_REAL, NEGATE, ADD, SUBTRACT, MULTIPLY, MIN, MAX, ABS, RELU -> 1;
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> 1;
            case DIVIDE, DIV, MOD, SQRT, RSQRT, SIGN, FLOOR, CEIL, ROUND -> QUOTIENT;
            case POWER, EXP, EXP2, EXP2_BELOW, LOG, LOG2, SIN, COS -> FUNCTION;
            case TANH, SIGMOID, SILU, GELU, SOFTPLUS, ERF -> FUNCTION;
        };
    }

    private Formula vectors(Span columns) {
        return depth(columns).with(Operation.CEIL, form.lanes());
    }

    /// Vectors of a row of a product, whose panels are computed whole, unless one vector is all.
    private Formula panels(Tile tile) {
        var whole = side(tile).with(Operation.CEIL, form.panel()).with(Operation.TIMES, form.vectors());
        return new Formula.AtLeast(Formula.of(form.lanes()), side(tile), Formula.of(1), whole);
    }

    /// Rows or columns of a matrix. What is beyond [#LARGE] changes no choice, and would not fit an int.
    private Formula side(Tile tile) {
        return depth(tile.columns()).with(Operation.MIN, LARGE);
    }

    /// Numbers of a row: how long a tile of this span is, the first that kernels know. What no tile spans
    /// is made of weights alone, and is little.
    private Formula depth(Span columns) {
        Predicate<Tile> same = tile -> tile.columns().equals(columns);
        return columns instanceof Span.Features
                ? spanning(program)
                        .filter(same)
                        .findFirst()
                        .map(ScanCosts::name)
                        .orElse(Formula.of(1))
                : Formula.of(1);
    }

    /// Tiles whose lengths kernels know, by the names of [#name]: states before all others, as streams
    /// know no other.
    static Stream<Tile> spanning(StepProgram program) {
        return Stream.concat(
                        program.states().stream().map(StepProgram.State::next),
                        program.operations().stream().flatMap(op -> Operands.assigned(op).stream()))
                .filter(tile -> tile.columns() instanceof Span.Features);
    }

    static Formula name(Tile tile) {
        return Formula.of("depth_" + tile.name());
    }
}
