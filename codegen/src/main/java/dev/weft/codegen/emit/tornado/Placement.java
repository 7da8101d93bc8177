package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where each tile of a program lives: in local memory, in one or two layouts, or nowhere, because
/// it is computed where it is read.
///
/// A vector tile is held if a product or a matrix reads it, if it is carried, or if it is assigned
/// more than once; any other is a formula over tensors and held tiles, and so are truths of rows or
/// keys: PoCL was seen to lose some of those that it finds in local memory. Tiles of pairs and of
/// single numbers are always held.
final class Placement {
    private final Map<Tile, TileOp> formulas = new HashMap<>();
    private final Map<Tile, Integer> assignments = new LinkedHashMap<>();
    private final Set<Tile> held = new LinkedHashSet<>();
    private final Set<Tile> turned = new LinkedHashSet<>();
    private final Set<Tile> natural = new LinkedHashSet<>();
    private final Set<Tile> blocks = new LinkedHashSet<>();
    private final Set<Tile> summed = new LinkedHashSet<>();
    private final Set<Tile> guarded = new LinkedHashSet<>();

    private Placement() {}

    static Placement of(List<TileOp> operations) {
        var placement = new Placement();
        placement.collect(operations);
        placement.decide();
        return placement;
    }

    /// The same of operations on keys, whose result is held transposed for a search.
    static Placement turning(List<TileOp> operations, Tile result) {
        var placement = new Placement();
        placement.collect(operations);
        placement.hold(result);
        placement.turned.add(result);
        placement.decide();
        return placement;
    }

    /// All tiles that are held, in order of first assignment.
    List<Tile> held() {
        return assignments.keySet().stream().filter(held::contains).toList();
    }

    boolean isHeld(Tile tile) {
        return held.contains(tile);
    }

    /// The operation that says what a tile that is not held is.
    TileOp formula(Tile tile) {
        var formula = formulas.get(tile);
        if (formula == null) {
            throw new IllegalStateException("weave: tile " + tile.name() + " has no formula");
        }
        return formula;
    }

    /// Whether the tile is held transposed, entry by entry: what products with queries read.
    boolean isTurned(Tile tile) {
        return turned.contains(tile);
    }

    /// Whether the tile is held line by line.
    boolean isNatural(Tile tile) {
        return held.contains(tile) && (!turned.contains(tile) || natural.contains(tile));
    }

    /// Whether products sum into or read whole blocks of the tile's lines: these are padded to
    /// whole blocks.
    boolean isBlocked(Tile tile) {
        return blocks.contains(tile) || summed.contains(tile);
    }

    /// Whether products sum into the tile.
    boolean isSummed(Tile tile) {
        return summed.contains(tile);
    }

    /// Whether pairs that do not count must not meet the tile's infinities.
    boolean isGuarded(Tile tile) {
        return guarded.contains(tile);
    }

    Set<Tile> guarded() {
        return guarded;
    }

    private void collect(List<TileOp> operations) {
        for (var op : operations) {
            switch (op) {
                case TileOp.Load load -> assign(load.to(), load);
                case TileOp.Transform transform -> {
                    assign(transform.to(), transform);
                    hold(transform.to());
                    hold(transform.of());
                    natural.add(transform.of());
                }
                case TileOp.Map map -> {
                    assign(map.to(), map);
                    reads(map.value(), map.to());
                }
                case TileOp.Rotate rotate -> assign(rotate.to(), rotate);
                case TileOp.RowReduce reduce -> {
                    assign(reduce.to(), reduce);
                    hold(reduce.to());
                    reads(reduce.value(), reduce.to());
                }
                case TileOp.Dot dot -> dot(dot);
                case TileOp.Loop loop -> {
                    loop.carried().forEach(carried -> {
                        assign(carried.tile(), loop);
                        hold(carried.tile());
                    });
                    collect(loop.staged());
                    collect(loop.body());
                }
                case TileOp.When when -> {
                    collect(when.then());
                    collect(when.otherwise());
                }
                case TileOp.Store _ -> {}
            }
        }
    }

    private void dot(TileOp.Dot dot) {
        assign(dot.to(), dot);
        hold(dot.to());
        hold(dot.left());
        hold(dot.right());
        natural.add(dot.left());
        if (dot.to().columns() instanceof Span.Keys) {
            turned.add(dot.right());
        } else {
            natural.add(dot.right());
            blocks.add(dot.right());
            summed.add(dot.to());
            if (!(dot.counts() instanceof Value.Literal)) {
                guarded.add(dot.right());
            }
        }
    }

    private void assign(Tile tile, TileOp op) {
        assignments.merge(tile, 1, Integer::sum);
        formulas.put(tile, op);
    }

    private void hold(Tile tile) {
        held.add(tile);
    }

    /// A sum over entries for every pair reads its vectors again and again.
    private void reads(Value value, Tile to) {
        if (to.columns() instanceof Span.Keys || to.rows() instanceof Span.Rows) {
            Children.all(value).stream()
                    .filter(Value.FeatureSum.class::isInstance)
                    .forEach(sum -> held.addAll(Dependence.of(sum).tiles()));
        }
    }

    private void decide() {
        for (var tile : assignments.keySet()) {
            boolean vector = tile.columns() instanceof Span.Features && tile.kind() == Kind.REAL;
            boolean truth = tile.columns() instanceof Span.One && tile.kind() == Kind.BOOL;
            if (!(vector || truth) || assignments.get(tile) > 1) {
                hold(tile);
            }
        }
        // A formula must not read what has changed since.
        var changed = true;
        while (changed) {
            changed = false;
            for (var tile : assignments.keySet()) {
                if (!held.contains(tile) && readsChanging(formula(tile))) {
                    hold(tile);
                    changed = true;
                }
            }
        }
    }

    private boolean readsChanging(TileOp op) {
        return reads(op).stream().anyMatch(tile -> assignments.getOrDefault(tile, 0) > 1);
    }

    /// The tiles that an operation reads, as it is written.
    static Set<Tile> reads(TileOp op) {
        return switch (op) {
            case TileOp.Load load -> {
                var all = new ArrayList<>(load.at());
                all.add(load.exists());
                yield tiles(all);
            }
            case TileOp.Map map -> tiles(List.of(map.value()));
            case TileOp.Rotate rotate -> {
                var tiles = tiles(List.of(rotate.position()));
                tiles.add(rotate.of());
                yield tiles;
            }
            case TileOp.Transform transform -> {
                var tiles = tiles(transform.at());
                tiles.add(transform.of());
                yield tiles;
            }
            case TileOp.RowReduce reduce -> tiles(List.of(reduce.value()));
            case TileOp.Dot dot -> {
                var tiles = tiles(List.of(dot.counts()));
                tiles.add(dot.left());
                tiles.add(dot.right());
                if (!(dot.to().columns() instanceof Span.Keys)) {
                    tiles.add(dot.to());
                }
                yield tiles;
            }
            case TileOp.Store store -> {
                var all = new ArrayList<>(store.at());
                all.add(store.value());
                yield tiles(all);
            }
            case TileOp.Loop _, TileOp.When _ -> new HashSet<>();
        };
    }

    private static Set<Tile> tiles(List<Value> values) {
        var tiles = new LinkedHashSet<Tile>();
        values.forEach(value -> tiles.addAll(Dependence.of(value).tiles()));
        return tiles;
    }
}
