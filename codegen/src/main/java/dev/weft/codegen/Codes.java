package dev.weft.codegen;

import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Terms;
import java.util.List;
import java.util.function.Predicate;

/// Refuses by name what `nearest` and `by codes` can say and no weaver can do yet. Nothing is ever done
/// another way instead.
final class Codes {
    private static final String CURE = ". Cure: ";

    private final Attention kernel;

    private Codes(Attention kernel) {
        this.kernel = kernel;
    }

    /// @throws UnsupportedTargetException that names the feature and the cure
    static void check(Attention kernel) {
        new Codes(kernel).check();
    }

    /// Refuses what TornadoVM's devices cannot do yet.
    ///
    /// @throws UnsupportedTargetException that names the feature and the cure
    static void checkDevices(TileProgram tiles) {
        for (var assign : tiles.assigned()) {
            checkIndices(tiles, assign.staged());
        }
        if (tiles.far() instanceof Far.Folded folded) {
            checkIndices(tiles, folded.staged());
        }
    }

    /// The tasks that make codes and fold keys cannot report an index that leaves its axis.
    private static void checkIndices(TileProgram tiles, List<TileOp> staged) {
        for (var op : staged) {
            if (op instanceof TileOp.Load load
                    && load.at().stream().anyMatch(at -> Dependence.of(at).cells())) {
                throw new UnsupportedTargetException(tiles.signature().name() + " makes codes of, or folds, `"
                        + load.tensor() + "`, which a table indexes: no weaver for TornadoVM's devices can do that yet"
                        + CURE + "run it on the JVM, or index `" + load.tensor() + "` by b, h and j alone");
            }
        }
    }

    private void check() {
        if (!anywhere(Term.Nearest.class::isInstance)) {
            return;
        }
        if (anywhere(term -> term instanceof Term.Nearest
                && (!Terms.mentions(term, Axis.KEY) || Terms.mentions(term, Axis.QUERY)))) {
            refuse("looks for the code of something else than key j", "write `nearest(k, c[h])`, with k a key");
        }
        if (Terms.any(kernel.keys(), term -> term instanceof Term.Element || term instanceof Term.Parameter)) {
            refuse(
                    "quantises keys whose number a table or a param says",
                    "let the key have an axis of j, and bound it by `keep`");
        }
        if (kernel.tensors().stream().anyMatch(tensor -> tensor.storage() == Storage.F64)) {
            refuse("quantises keys and has f64 tensors", "store them as f32");
        }
        if (kernel.algorithm() instanceof Algorithm.Codes) {
            kernel.outs().forEach(this::folds);
        }
    }

    private void folds(OutEquation out) {
        if (Terms.any(
                out.value(),
                term -> term instanceof Term.RowStatistic(var statistic) && statistic == Term.Statistic.MAX)) {
            refuse("asks for `rowmax(score)`, which folded keys do not have", "drop `by codes`, or the out");
        }
        if (Terms.any(
                out.value(), term -> term instanceof Term.OverKeys(var row, var _) && row instanceof Row.Elementwise)) {
            refuse("weighs folded keys by something else than softmax", "drop `by codes`");
        }
        if (Terms.any(
                out.value(),
                term -> term instanceof Term.OverKeys(var _, var vector) && !(vector.type() instanceof Type.Vector))) {
            refuse("averages scalars over folded keys", "drop `by codes`, or make it a vector of one entry");
        }
    }

    private boolean anywhere(Predicate<Term> such) {
        return Terms.any(kernel.score(), such)
                || Terms.any(kernel.keep(), such)
                || kernel.outs().stream().anyMatch(out -> Terms.any(out.value(), such));
    }

    private void refuse(String feature, String cure) {
        throw new UnsupportedTargetException(kernel.name() + " " + feature + CURE + cure);
    }
}
