package dev.weft.codegen.tile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks that a tile program is in order: every tile is assigned before it is read, names are used once,
/// spans and kinds agree, uniform values are uniform. What it finds is a bug of the pass that made the
/// program.
public final class TileVerifier {
    private final ValueVerifier values;
    private final Map<String, Tile> tiles = new HashMap<>();

    private TileVerifier(ValueVerifier values) {
        this.values = values;
    }

    /// Checks the whole program.
    ///
    /// @param pass what made the program
    /// @throws IllegalStateException that names the pass and what is wrong
    public static void verify(TileProgram program, String pass) {
        var verifier = new TileVerifier(new ValueVerifier(program, pass));
        for (var size : List.of(program.batches(), program.heads(), program.queries(), program.group())) {
            verifier.values.constant(size);
        }
        verifier.values.keys(program.keys());
        program.assigned().forEach(verifier::assign);
        if (program.far() instanceof Far.Folded folded) {
            verifier.fold(folded);
        }
        boolean loops = program.operations().stream().anyMatch(TileOp.Loop.class::isInstance);
        verifier.values.require(loops, "there is no loop over keys");
        verifier.operations(program.operations(), new HashSet<>(), false);
    }

    private void assign(Assign assign) {
        var staged = new HashSet<Tile>();
        operations(assign.staged(), staged, true);
        read(assign.vector(), staged);
        values.constant(assign.count());
        values.axes(assign.codebook(), assign.at().size() + 2);
        values.point(assign.exists(), new Tile("", Span.KEYS, Span.ONE, Kind.BOOL), Kind.BOOL, staged);
    }

    private void fold(Far.Folded folded) {
        var staged = new HashSet<Tile>();
        operations(folded.staged(), staged, true);
        values.constant(folded.count());
        var row = new Tile("", Span.ROWS, Span.ONE, Kind.INT);
        folded.labels().forEach(label -> values.point(label, row, Kind.INT, Set.of()));
        values.require(folded.block() > 0, "blocks of " + folded.block() + " keys");
        var sides = new HashSet<Far.Direction>();
        for (var stretch : folded.stretches()) {
            values.require(sides.add(stretch.direction()), "two stretches " + stretch.direction());
            stretch.means().forEach(mean -> read(mean.value(), staged));
            values.point(stretch.folds(), new Tile("", Span.ROWS, Span.KEYS, Kind.BOOL), Kind.BOOL, staged);
            values.point(stretch.border(), row, Kind.INT, Set.of());
        }
        values.require(!sides.isEmpty(), "no keys fold");
    }

    private void operations(List<TileOp> operations, Set<Tile> assigned, boolean inLoop) {
        operations.forEach(operation -> operation(operation, assigned, inLoop));
    }

    private void operation(TileOp operation, Set<Tile> assigned, boolean inLoop) {
        switch (operation) {
            case TileOp.Load load -> {
                values.require(isVector(load.to()), "a load into " + load.to().name());
                values.axes(load.tensor(), load.at().size() + 1);
                load.at().forEach(index -> values.point(index, load.to(), Kind.INT, assigned));
                values.point(load.exists(), load.to(), Kind.BOOL, assigned);
                assign(load.to(), assigned);
            }
            case TileOp.Transform transform -> {
                read(transform.of(), assigned);
                values.require(
                        isVector(transform.to())
                                && transform.to().rows().equals(transform.of().rows()),
                        "a product with a matrix into " + transform.to().name());
                values.axes(transform.matrix(), transform.at().size() + 2);
                assign(transform.to(), assigned);
            }
            case TileOp.Map map -> {
                values.point(map.value(), map.to(), map.to().kind(), assigned);
                assign(map.to(), assigned);
            }
            case TileOp.Rotate rotate -> {
                read(rotate.of(), assigned);
                boolean same = rotate.to().rows().equals(rotate.of().rows())
                        && rotate.to().columns().equals(rotate.of().columns());
                values.require(
                        same, "a rotation changes the spans of " + rotate.to().name());
                values.point(rotate.position(), rotate.to(), Kind.REAL, assigned);
                assign(rotate.to(), assigned);
            }
            case TileOp.RowReduce reduce -> {
                values.require(
                        reduce.to().columns().equals(Span.ONE), reduce.to().name() + " holds one number per row");
                var points = new Tile(
                        "", reduce.to().rows(), reduce.over(), reduce.to().kind());
                values.point(reduce.value(), points, reduce.to().kind(), assigned);
                assign(reduce.to(), assigned);
            }
            case TileOp.Dot dot -> dot(dot, assigned);
            case TileOp.Loop loop -> loop(loop, assigned, inLoop);
            case TileOp.When when -> {
                values.uniform(when.condition(), inLoop);
                var then = new HashSet<>(assigned);
                var otherwise = new HashSet<>(assigned);
                operations(when.then(), then, inLoop);
                operations(when.otherwise(), otherwise, inLoop);
                then.retainAll(otherwise);
                assigned.addAll(then);
            }
            case TileOp.Store store -> {
                values.axes(store.tensor(), store.at().size() + (store.over() instanceof Span.Features ? 1 : 0));
                var points = new Tile("", Span.ROWS, store.over(), Kind.REAL);
                values.point(store.value(), points, Kind.REAL, assigned);
                store.at().forEach(index -> values.point(index, points, Kind.INT, assigned));
            }
        }
    }

    private void dot(TileOp.Dot dot, Set<Tile> assigned) {
        read(dot.left(), assigned);
        read(dot.right(), assigned);
        boolean scores = dot.to().columns().equals(Span.KEYS);
        boolean agree = scores
                ? dot.left().columns().equals(dot.right().columns()) && isVector(dot.left())
                : dot.left().columns().equals(Span.KEYS)
                        && dot.to().columns().equals(dot.right().columns());
        values.require(
                agree
                        && dot.left().rows().equals(Span.ROWS)
                        && dot.right().rows().equals(Span.KEYS),
                "the spans of a product into " + dot.to().name() + " do not agree");
        if (!scores) {
            read(dot.to(), assigned);
            values.point(dot.counts(), new Tile("", Span.ROWS, Span.KEYS, Kind.BOOL), Kind.BOOL, assigned);
        }
        assign(dot.to(), assigned);
    }

    private void loop(TileOp.Loop loop, Set<Tile> assigned, boolean inLoop) {
        values.require(!inLoop, "a loop in a loop");
        for (var range : loop.ranges()) {
            values.range(range.low());
            values.range(range.high());
        }
        values.uniform(loop.may(), true);
        var inside = new HashSet<>(assigned);
        var carried = new ArrayList<Tile>();
        for (var each : loop.carried()) {
            values.point(each.start(), each.tile(), each.tile().kind(), assigned);
            carried.add(each.tile());
            assign(each.tile(), inside);
        }
        for (var each : loop.carried()) {
            values.merge(each.merge(), each.tile(), carried);
        }
        var staged = new HashSet<Tile>();
        operations(loop.staged(), staged, true);
        staged.forEach(
                tile -> values.require(tile.rows().equals(Span.KEYS), tile.name() + " is staged but not for keys"));
        inside.addAll(staged);
        operations(loop.body(), inside, true);
        assigned.addAll(carried);
    }

    private void read(Tile tile, Set<Tile> assigned) {
        values.require(assigned.contains(tile), "tile " + tile.name() + " is read before it is assigned");
    }

    private void assign(Tile tile, Set<Tile> assigned) {
        var known = tiles.putIfAbsent(tile.name(), tile);
        values.require(known == null || known.equals(tile), "two tiles are called " + tile.name());
        values.require(!(tile.rows() instanceof Span.Features), "tile " + tile.name() + " has entries for rows");
        assigned.add(tile);
    }

    private static boolean isVector(Tile tile) {
        return tile.columns() instanceof Span.Features && !(tile.rows() instanceof Span.Features);
    }
}
