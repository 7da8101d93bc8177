package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Rotation;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns terms into code, once; the code is then evaluated per row and per pair, or per step. What does
/// not depend on the key is remembered per row or step, wherever it stands, and that is all that is done
/// for speed.
///
/// Code is for one thread: it owns its arrays.
final class Compiler {
    private final Binding binding;
    private final Kept kept;
    private final Carried carried;
    private final Map<Term, Code.OfScalar> scalars = new HashMap<>();
    private final Map<Term, Code.OfArray> arrays = new HashMap<>();

    /// @param kept the row that [Term.OverKeys] and [Term.RowStatistic] range over
    /// @param carried what [Term.Previous] and [Term.Current] read
    Compiler(Binding binding, Kept kept, Carried carried) {
        this.binding = binding;
        this.kept = kept;
        this.carried = carried;
    }

    /// The value of sizes, which depend on dims and params alone.
    int[] sizes(List<Term> sizes) {
        return sizes.stream().mapToInt(this::size).toArray();
    }

    /// The value of a size, which depends on dims and params alone.
    int size(Term size) {
        int value = (int) scalar(size).at(new Point());
        if (value < 0) {
            throw new InterpretException("a size is " + value);
        }
        return value;
    }

    Code.OfScalar scalar(Term term) {
        if (isLeaf(term)) {
            return eachTime(term);
        }
        var dependence = Dependence.of(term);
        if (dependence == Dependence.KEY) {
            return eachTime(term);
        }
        var known = scalars.get(term);
        if (known != null) {
            return known;
        }
        var code = Memo.scalar(dependence, eachTime(term));
        scalars.put(term, code);
        return code;
    }

    private static boolean isLeaf(Term term) {
        return term instanceof Term.Constant
                || term instanceof Term.Index
                || term instanceof Term.Size
                || term instanceof Term.Parameter;
    }

    private Code.OfScalar eachTime(Term term) {
        return switch (term) {
            case Term.Constant(var _, double value) -> _ -> value;
            case Term.Index(var axis) -> point -> point.index(axis);
            case Term.Size(Dim dim) -> constant(binding.size(dim));
            case Term.Parameter(Param param) -> constant(binding.value(param));
            case Term.Element(var tensor, var at) -> element(tensor, at);
            case Term.Apply(var _, Op op, List<Term> arguments) -> apply(op, arguments);
            case Term.Choose(var _, Term when, Term then, Term otherwise) -> choose(when, then, otherwise);
            case Term.Contract(var _, Term left, Term right) -> dot(array(left), array(right));
            case Term.Fold(var op, Term vector) -> fold(op, array(vector));
            case Term.Nearest nearest -> NearestCode.of(nearest, this);
            case Term.Previous(var state) -> only(carried.previous(state));
            case Term.Current(var state) -> only(carried.current(state));
            case Term.PairNumber() -> Point::pair;
            case Term.Score() -> Point::score;
            case Term.OverKeys(Row row, Term vector) -> sum(RowWeights.of(row, this, kept), scalar(vector));
            case Term.RowStatistic(Term.Statistic statistic) ->
                switch (statistic) {
                    case LOG_SUM_EXP -> _ -> kept.logSumExp();
                    case MAX -> _ -> kept.max();
                };
            case Term.Rotate _ -> throw new IllegalStateException("a scalar cannot turn: " + term);
        };
    }

    /// The elements of a vector, or of a matrix row by row.
    Code.OfArray array(Term term) {
        var dependence = Dependence.of(term);
        if (dependence == Dependence.KEY) {
            return eachTimeArray(term);
        }
        var known = arrays.get(term);
        if (known != null) {
            return known;
        }
        var code = Memo.array(dependence, eachTimeArray(term));
        arrays.put(term, code);
        return code;
    }

    private Code.OfArray eachTimeArray(Term term) {
        int size = length(term.type());
        return switch (term) {
            case Term.Element(var tensor, var at) -> elements(tensor, at, size);
            case Term.Apply(var _, Op op, List<Term> arguments) -> applyEach(op, arguments, size);
            case Term.Choose(var _, Term when, Term then, Term otherwise) -> chooseArray(when, then, otherwise, size);
            case Term.Contract(var _, Term left, Term right) -> matrixTimes(array(left), array(right), size);
            case Term.Rotate(Term vector, Term position, Rotation rotation) -> turn(vector, position, rotation, size);
            case Term.OverKeys(Row row, Term vector) -> sums(RowWeights.of(row, this, kept), array(vector), size);
            case Term.Constant _, Term.Index _, Term.Size _, Term.Parameter _, Term.Fold _ -> throw noArray(term);
            case Term.PairNumber _, Term.Score _, Term.RowStatistic _, Term.Nearest _ -> throw noArray(term);
            case Term.Previous(var state) -> whole(carried.previous(state));
            case Term.Current(var state) -> whole(carried.current(state));
        };
    }

    /// An array, or a scalar repeated.
    Code.OfArray spread(Term term, int size) {
        if (!(term.type() instanceof Type.Scalar)) {
            return array(term);
        }
        var code = scalar(term);
        var repeated = new double[size];
        return point -> {
            Arrays.fill(repeated, code.at(point));
            return repeated;
        };
    }

    private int length(Type type) {
        return switch (type) {
            case Type.Scalar _ -> 1;
            case Type.Vector(var _, Term size) -> size(size);
            case Type.Matrix(var _, Term rows, Term columns) -> size(rows) * size(columns);
        };
    }

    private static Code.OfScalar only(double[] held) {
        return _ -> held[0];
    }

    private static Code.OfArray whole(double[] held) {
        return _ -> held;
    }

    private static Code.OfScalar constant(double value) {
        return _ -> value;
    }

    private Code.OfScalar element(Tensor tensor, List<Term> at) {
        var elements = binding.elements(tensor);
        var subscript = new Subscript(tensor, at, this);
        return point -> elements.get(subscript.offset(point));
    }

    private Code.OfArray elements(Tensor tensor, List<Term> at, int size) {
        var elements = binding.elements(tensor);
        var subscript = new Subscript(tensor, at, this);
        var values = new double[size];
        return point -> {
            elements.read(subscript.offset(point), values);
            return values;
        };
    }

    private Code.OfScalar apply(Op op, List<Term> arguments) {
        var x = scalar(arguments.getFirst());
        if (arguments.size() == 1) {
            return point -> Scalars.unary(op, x.at(point));
        }
        var y = scalar(arguments.get(1));
        if (op == Op.AND) {
            return point -> x.holds(point) && y.holds(point) ? 1 : 0;
        }
        if (op == Op.OR) {
            return point -> x.holds(point) || y.holds(point) ? 1 : 0;
        }
        return point -> Scalars.binary(op, x.at(point), y.at(point));
    }

    private Code.OfArray applyEach(Op op, List<Term> arguments, int size) {
        var result = new double[size];
        var first = spread(arguments.getFirst(), size);
        if (arguments.size() == 1) {
            return point -> {
                var x = first.at(point);
                for (int e = 0; e < size; e++) {
                    result[e] = Scalars.unary(op, x[e]);
                }
                return result;
            };
        }
        var second = spread(arguments.get(1), size);
        return point -> {
            var x = first.at(point);
            var y = second.at(point);
            for (int e = 0; e < size; e++) {
                result[e] = Scalars.binary(op, x[e], y[e]);
            }
            return result;
        };
    }

    private Code.OfScalar choose(Term when, Term then, Term otherwise) {
        var condition = scalar(when);
        var yes = scalar(then);
        var no = scalar(otherwise);
        return point -> condition.holds(point) ? yes.at(point) : no.at(point);
    }

    private Code.OfArray chooseArray(Term when, Term then, Term otherwise, int size) {
        var condition = scalar(when);
        var yes = spread(then, size);
        var no = spread(otherwise, size);
        return point -> condition.holds(point) ? yes.at(point) : no.at(point);
    }

    private static Code.OfScalar dot(Code.OfArray left, Code.OfArray right) {
        return point -> {
            var x = left.at(point);
            var y = right.at(point);
            double sum = 0;
            for (int e = 0; e < x.length; e++) {
                sum += x[e] * y[e];
            }
            return sum;
        };
    }

    private static Code.OfArray matrixTimes(Code.OfArray matrix, Code.OfArray vector, int rows) {
        var result = new double[rows];
        return point -> {
            var a = matrix.at(point);
            var x = vector.at(point);
            for (int r = 0; r < rows; r++) {
                double sum = 0;
                for (int c = 0; c < x.length; c++) {
                    sum += a[r * x.length + c] * x[c];
                }
                result[r] = sum;
            }
            return result;
        };
    }

    private static Code.OfScalar fold(Term.FoldOp op, Code.OfArray vector) {
        return switch (op) {
            case SUM -> point -> sum(vector.at(point));
            case MEAN -> point -> mean(vector.at(point));
            case NORM -> point -> Math.sqrt(sumOfSquares(vector.at(point)));
            case RMS -> point -> rms(vector.at(point));
        };
    }

    private static double sum(double[] x) {
        return Arrays.stream(x).sum();
    }

    private static double mean(double[] x) {
        return sum(x) / x.length;
    }

    private static double rms(double[] x) {
        return Math.sqrt(sumOfSquares(x) / x.length);
    }

    private static double sumOfSquares(double[] x) {
        return Arrays.stream(x).map(e -> e * e).sum();
    }

    private Code.OfArray turn(Term vector, Term position, Rotation rotation, int size) {
        int pairs = size(rotation.dims()) / 2;
        if (2 * pairs > size) {
            throw new InterpretException("rope turns " + 2 * pairs + " entries of a vector of " + size);
        }
        var turn = new Turn(rotation.pairing(), angles(rotation), size);
        var x = array(vector);
        var p = scalar(position);
        return at -> turn.by(p.at(at), x.at(at));
    }

    /// The angle per unit of position of each pair, which depends on dims and params alone.
    double[] angles(Rotation rotation) {
        var theta = scalar(rotation.theta());
        var point = new Point();
        var angles = new double[size(rotation.dims()) / 2];
        for (int m = 0; m < angles.length; m++) {
            point.pair(m);
            angles[m] = theta.at(point);
        }
        return angles;
    }

    /// The sum of `weight * value` over the kept keys.
    private Code.OfScalar sum(RowWeights row, Code.OfScalar value) {
        return point -> {
            var weights = row.at(point);
            double sum = 0;
            for (int n = 0; n < kept.count(); n++) {
                point.key(kept.key(n));
                sum += weights[n] * value.at(point);
            }
            return sum;
        };
    }

    private Code.OfArray sums(RowWeights row, Code.OfArray value, int size) {
        var sums = new double[size];
        return point -> {
            var weights = row.at(point);
            Arrays.fill(sums, 0);
            for (int n = 0; n < kept.count(); n++) {
                point.key(kept.key(n));
                var x = value.at(point);
                for (int e = 0; e < size; e++) {
                    sums[e] += weights[n] * x[e];
                }
            }
            return sums;
        };
    }

    private static IllegalStateException noArray(Term term) {
        return new IllegalStateException("not a vector: " + term);
    }
}
