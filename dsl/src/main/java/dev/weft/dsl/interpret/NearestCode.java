package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.HashMap;
import java.util.Map;

/// `nearest(vector, codes)` in the arithmetic that [Term.Nearest] lays down. The code of a key is
/// remembered for as long as the row stays within one head.
final class NearestCode implements Code.OfScalar {
    private final Term.Nearest term;
    private final Compiler compiler;
    private final Code.OfArray vector;
    private final Code.OfArray codes;
    private final int count;
    private final boolean inDouble;
    private final boolean everyRow;
    private final Map<Integer, Integer> known = new HashMap<>();
    private int batch = -1;
    private int head = -1;

    private NearestCode(Term.Nearest term, Compiler compiler) {
        this.term = term;
        this.compiler = compiler;
        this.vector = compiler.array(term.vector());
        this.codes = compiler.array(term.codes());
        this.count = compiler.size(((Type.Matrix) term.codes().type()).rows());
        this.inDouble = Dependence.any(
                term, part -> part instanceof Term.Element(var tensor, var _) && tensor.storage() == Storage.F64);
        this.everyRow = Dependence.any(
                term, part -> part instanceof Term.Index(Axis axis) && (axis == Axis.QUERY || axis == Axis.STEP));
    }

    static Code.OfScalar of(Term.Nearest term, Compiler compiler) {
        return new NearestCode(term, compiler);
    }

    @Override
    public double at(Point point) {
        if (everyRow) {
            return nearest(point);
        }
        if (batch != point.index(Axis.BATCH) || head != point.index(Axis.HEAD)) {
            batch = point.index(Axis.BATCH);
            head = point.index(Axis.HEAD);
            known.clear();
        }
        return known.computeIfAbsent(point.index(Axis.KEY), _ -> nearest(point));
    }

    private int nearest(Point point) {
        var x = vector.at(point);
        var rows = codes.at(point);
        int best = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        boolean number = true;
        for (int s = 0; s < count; s++) {
            double score = inDouble ? score(x, rows, s) : singleScore(x, rows, s);
            number &= !Double.isNaN(score);
            if (score > greatest) {
                greatest = score;
                best = s;
            }
        }
        if (!number || Double.isInfinite(greatest)) {
            throw new InterpretException(
                    "`nearest` finds no code: " + blame(x, point) + " holds NaN or a number without bound");
        }
        return best;
    }

    private static double score(double[] x, double[] rows, int s) {
        double norm = 0;
        for (int d = 0; d < x.length; d++) {
            norm = Math.fma(rows[s * x.length + d], rows[s * x.length + d], norm);
        }
        double score = -norm / 2;
        for (int d = 0; d < x.length; d++) {
            score = Math.fma(x[d], rows[s * x.length + d], score);
        }
        return score;
    }

    private static float singleScore(double[] x, double[] rows, int s) {
        float norm = 0;
        for (int d = 0; d < x.length; d++) {
            float code = (float) rows[s * x.length + d];
            norm = Math.fma(code, code, norm);
        }
        float score = -norm / 2;
        for (int d = 0; d < x.length; d++) {
            score = Math.fma((float) x[d], (float) rows[s * x.length + d], score);
        }
        return score;
    }

    /// What holds the number that spoils the search: the vector unless all of it is finite.
    private String blame(double[] x, Point point) {
        for (double entry : x) {
            if (!Float.isFinite((float) entry)) {
                return place(term.vector(), point);
            }
        }
        return place(term.codes(), point);
    }

    private String place(Term read, Point point) {
        return read instanceof Term.Element(var tensor, var at)
                ? new Subscript(tensor, at, compiler).place(point)
                : "a vector (at " + point + ")";
    }
}
