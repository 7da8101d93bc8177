package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Interleaving;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where the numbers of interleaved sequences lie. A worker has `interleaved / LANES` vectors of sequences; number `d`
/// of a tile is a vector, which has it of each of them. What is read or written stays for all steps that are done
/// together, vector of sequences by vector of sequences, step by step; a state has one step more, the one before the
/// first. All else is there for one step of one vector of sequences.
final class InterleavedTiles {
    /// Rows that are interleaved, and those of one vector: none where none are.
    private static final String ALL = "k.interleaved / LANES * LANES";

    private static final String ONE = "Math.min(k.interleaved / LANES, 1) * LANES";

    private final Names names;
    private final StepProgram program;
    private final Set<Tile> kept = new LinkedHashSet<>();

    InterleavedTiles(Names names, StepProgram program) {
        this.names = names;
        this.program = program;
        loads().forEach(load -> kept.add(load.to()));
        Interleaving.numbers(program).forEach(tensor -> kept.add(number(tensor)));
        stores().forEach(store -> kept.add(source(store)));
    }

    List<TileOp.Load> loads() {
        return program.operations().stream()
                .filter(TileOp.Load.class::isInstance)
                .map(TileOp.Load.class::cast)
                .toList();
    }

    List<TileOp.Store> stores() {
        return program.operations().stream()
                .filter(TileOp.Store.class::isInstance)
                .map(TileOp.Store.class::cast)
                .toList();
    }

    /// The tile of an input that has one number per step.
    Tile number(String tensor) {
        return new Tile(tensor + "In", Span.ROWS, Span.ONE, Kind.REAL);
    }

    /// The tile that a store leaves from: what it stores, or one for its value.
    Tile source(TileOp.Store store) {
        return store.value() instanceof Value.At(Tile tile) && tile.columns().equals(store.over())
                ? tile
                : new Tile(store.tensor() + "Out", Span.ROWS, store.over(), Kind.REAL);
    }

    /// The tile that has the array: a state's value before a step lies among those after steps.
    private Tile base(Tile tile) {
        return program.states().stream()
                .filter(state -> state.previous().equals(tile))
                .map(StepProgram.State::next)
                .findFirst()
                .orElse(tile);
    }

    /// Whether a tile stays for all steps that are done together.
    boolean isKept(Tile tile) {
        return kept.contains(tile) || isAfter(tile);
    }

    private boolean isAfter(Tile tile) {
        return program.states().stream().anyMatch(state -> state.next().equals(tile));
    }

    /// The field that holds a tile.
    String field(Tile tile) {
        return "lanes_" + base(tile).name();
    }

    /// How many numbers a row of a tile has, over the kernel's sizes.
    String depth(Tile tile) {
        return depth(tile.columns());
    }

    String depth(Span columns) {
        return columns instanceof Span.Features(var size)
                ? new ScalarCode(names, new Scope(names), false).operand(size, Point.uniform(), new Text())
                : "1";
    }

    /// Where vector `v` of sequences begins at step `s` of these, in vectors; empty for what is there for one step.
    String start(Tile tile, String v, String s) {
        boolean state = isAfter(base(tile));
        if (!state && !kept.contains(tile)) {
            return "";
        }
        var before = v + (state ? " * (chunk + 1)" : " * chunk");
        return "(" + before + (s.equals("0") ? "" : " + " + s) + (isAfter(tile) ? " + 1" : "") + ") * " + depth(tile);
    }

    /// Every array of a worker, and its length over the kernel `k`: 0 where nothing is interleaved.
    Map<String, String> arrays() {
        var arrays = new LinkedHashMap<String, String>();
        program.states()
                .forEach(state -> arrays.put(field(state.next()), length(ALL + " * (k.chunk + 1)", state.next())));
        kept.forEach(tile -> arrays.putIfAbsent(field(tile), length(ALL + " * k.chunk", tile)));
        for (var op : program.operations()) {
            Operands.assigned(op).forEach(tile -> arrays.putIfAbsent(field(tile), length(ONE, tile)));
        }
        var widest = kept.stream()
                .map(this::depth)
                .distinct()
                .map(InterleavedTiles::outer)
                .reduce((a, b) -> "Math.max(" + a + ", " + b + ")");
        arrays.put("apart", ONE + " * k.chunk * " + widest.orElse("1"));
        return arrays;
    }

    private String length(String vectors, Tile tile) {
        var depth = depth(tile);
        return depth.equals("1") ? vectors : vectors + " * " + outer(depth);
    }

    /// A size as a nested class sees it.
    private static String outer(String size) {
        return size.replaceAll("\\bsize_", "k.size_");
    }
}
