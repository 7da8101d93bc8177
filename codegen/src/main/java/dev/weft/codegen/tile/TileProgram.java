package dev.weft.codegen.tile;

import java.util.ArrayList;
import java.util.List;

/// What a kernel computes, as operations on tiles; where and how large the tiles are is the schedule's
/// business.
///
/// The work is a grid of independent groups. One group is one b, one range of `group` heads that read the
/// same keys, and one range of query rows. Rows are ordered query by query: row r of a group is query `r
/// div group` of head `h0 + r mod group`, so that the rows of a tile are neighbours in i.
///
/// @param batches INT over sizes; likewise `heads` and `queries`
/// @param keys how many values j has: INT over sizes, parameters and tables at b and h; the same for all
///     heads of a group
/// @param group how many neighbouring heads read the same keys and values: INT over sizes; it divides
///     `heads`
/// @param parts into how many ranges the spec splits the keys of every row, to be merged exactly; 0
///     leaves that to the schedule
/// @param assigned tables of codes that are made first
/// @param far what becomes of far keys
/// @param operations for one tile of rows: before, over and after the keys (at least one [TileOp.Loop])
public record TileProgram(
        Signature signature,
        Value batches,
        Value heads,
        Value queries,
        Value keys,
        Value group,
        int parts,
        List<Assign> assigned,
        Far far,
        List<TileOp> operations) {
    public TileProgram {
        assigned = List.copyOf(assigned);
        operations = List.copyOf(operations);
    }

    /// A program that visits every key, and knows no codes.
    public TileProgram(
            Signature signature,
            Value batches,
            Value heads,
            Value queries,
            Value keys,
            Value group,
            int parts,
            List<TileOp> operations) {
        this(signature, batches, heads, queries, keys, group, parts, List.of(), Far.VISITED, operations);
    }

    /// The tables that are made on the way, which operations read like tensors.
    public List<Signature.Tensor> made() {
        var made = new ArrayList<Signature.Tensor>();
        for (var assign : assigned) {
            var groups = Values.apply(Op.DIV, heads, group);
            made.add(table(assign.table(), ElementType.I32, List.of(batches, groups, keys)));
        }
        if (far instanceof Far.Folded folded) {
            folded.stretches().forEach(stretch -> addState(stretch, folded.count(), made));
        }
        return List.copyOf(made);
    }

    private static void addState(Far.Stretch stretch, Value count, List<Signature.Tensor> made) {
        made.add(table(stretch.counts(), ElementType.I32, List.of(count)));
        for (var mean : stretch.means()) {
            if (mean.value().columns() instanceof Span.Features(Value size)) {
                made.add(table(mean.table(), ElementType.F32, List.of(count, size)));
            }
        }
    }

    private static Signature.Tensor table(String name, ElementType type, List<Value> shape) {
        return new Signature.Tensor(name, type, Signature.Direction.IN, shape, "");
    }
}
