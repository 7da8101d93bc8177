package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.EntryVectors;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.Collection;
import java.util.List;

/// Writes maps to one number per row for as many rows at once as a vector has lanes: maxima and sums brought up to
/// date, factors that rescale. Row by row they are long chains of single operations; they were a fifth of a softmax.
record RowPass(Names names, Scope scope, Text text) implements EntryLanes.Row {
    /// Whether an operation is such a map and has a form as vectors.
    boolean has(TileOp op) {
        return names.vectors()
                && op instanceof TileOp.Map map
                && map.to().kind() == Kind.REAL
                && map.to().rows() instanceof Span.Rows
                && map.to().columns() instanceof Span.One
                && EntryLanes.has(map.value(), this);
    }

    /// Writes the loop over the rows.
    void write(List<TileOp.Map> maps) {
        var before = new Text();
        var body = new Text();
        var lanes = new EntryLanes(names, scope, this, before, body);
        maps.forEach(map -> lanes.assign(map.to(), map.value()));
        text.open("")
                .lines(before.toString())
                .open("for (int r = firstRow; r < endRow; r += LANES)")
                .line("final VectorMask<Float> " + live()
                        + " = KEY_LANES.compare(VectorOperators.LT, endRow - r).cast(REALS);")
                .lines(body.toString())
                .close()
                .close();
    }

    @Override
    public EntryVectors vectors() {
        return EntryVectors.ROWS;
    }

    @Override
    public String live() {
        return "live";
    }

    @Override
    public String array(Tile tile) {
        return scope.worker("float[]", Names.tile(tile));
    }

    @Override
    public String start(Tile tile) {
        return "r";
    }

    @Override
    public String place(Tile tile) {
        return "r";
    }

    @Override
    public Point point(Collection<Tile> tiles) {
        return Point.uniform();
    }

    @Override
    public String line(String tensor) {
        return "";
    }
}
