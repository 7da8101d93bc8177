package dev.weft.codegen.emit.jvm;

import static dev.weft.codegen.emit.jvm.Values.*;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Rotation;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Signature.Direction;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value.End;
import java.util.List;

/// Causal grouped-query attention with rotary positions, as lowering hands it over.
final class CausalGqa {
    private CausalGqa() {}

    static Signature signature(String name, ElementType type) {
        var heads = List.of(size("B"), size("H"), size("N"), size("D"));
        var keys = List.of(size("B"), size("G"), size("M"), size("D"));
        return new Signature(
                "demo.kernels",
                name,
                "",
                "causal.weft",
                List.of("B", "H", "G", "N", "M", "D").stream()
                        .map(n -> new Signature.Dimension(n, List.of()))
                        .toList(),
                List.of(
                        new Signature.Tensor("q", type, Direction.IN, heads, ""),
                        new Signature.Tensor("k", type, Direction.IN, keys, ""),
                        new Signature.Tensor("v", type, Direction.IN, keys, ""),
                        new Signature.Tensor("o", type, Direction.OUT, heads, "")),
                List.of(),
                List.of(
                        new Signature.Equation("score", "rope(q, t) @ rope(k, j) / sqrt(D)"),
                        new Signature.Equation("keep", "j <= t"),
                        new Signature.Equation("o", "softmax(score) @ v")));
    }

    static TileProgram program(ElementType type, boolean rotated) {
        var depth = size("D");
        var group = div(size("H"), size("G"));
        var shift = sub(size("M"), size("N"));
        var rotation = new Rotation(
                depth,
                Rotation.Pairing.HALVES,
                op(Op.POWER, x(10000), op(Op.DIVIDE, mul(x(-2), real(M)), real(depth))));
        var q0 = Softmax.rows("q0", depth);
        var q1 = Softmax.rows("q1", depth);
        var q2 = Softmax.rows("q2", depth);
        var k0 = Softmax.keys("k0", depth);
        var k1 = Softmax.keys("k1", depth);
        var v0 = Softmax.keys("v0", depth);
        var softmax = new Softmax(depth);
        var keyAt = List.of(B, div(H, group), J);
        var scale = mul(op(Op.RSQRT, real(depth)), x(Softmax.LOG2E));
        var last = add(bound(Axis.QUERY, End.GREATEST), shift);
        TileOp turnQ = rotated ? new TileOp.Rotate(q1, q0, real(add(I, shift)), rotation) : new TileOp.Map(q1, at(q0));
        TileOp turnK = rotated ? new TileOp.Rotate(k1, k0, real(J), rotation) : new TileOp.Map(k1, at(k0));
        var loop = new TileOp.Loop(
                List.of(new TileOp.Range(n(0), add(last, n(1)))),
                le(bound(Axis.KEY, End.LEAST), last),
                List.of(new TileOp.Load(k0, "k", keyAt, TRUE), turnK, new TileOp.Load(v0, "v", keyAt, TRUE)),
                softmax.carried(),
                softmax.body(
                        List.of(new TileOp.Dot(softmax.s, q2, k1)),
                        le(bound(Axis.KEY, End.GREATEST), add(bound(Axis.QUERY, End.LEAST), shift)),
                        le(J, add(I, shift)),
                        v0));
        return new TileProgram(
                signature("CausalGqa", type),
                size("B"),
                size("H"),
                size("N"),
                size("M"),
                group,
                0,
                List.of(
                        new TileOp.Load(q0, "q", List.of(B, H, I), TRUE),
                        turnQ,
                        new TileOp.Map(q2, mul(at(q1), scale)),
                        loop,
                        softmax.store()));
    }

    /// The same in doubles, straight from the equations.
    static double[] expected(int[] sizes, double[] q, double[] k, double[] v, boolean rotated) {
        int heads = sizes[1];
        int keyHeads = sizes[2];
        int queries = sizes[3];
        int keys = sizes[4];
        int depth = sizes[5];
        var o = new double[q.length];
        for (int b = 0; b < sizes[0]; b++) {
            for (int h = 0; h < heads; h++) {
                int at = (b * keyHeads + h / (heads / keyHeads)) * keys * depth;
                for (int i = 0; i < queries; i++) {
                    int row = ((b * heads + h) * queries + i) * depth;
                    int t = i + keys - queries;
                    var score = new double[Math.max(0, t + 1)];
                    double most = Double.NEGATIVE_INFINITY;
                    for (int j = 0; j <= t; j++) {
                        score[j] = score(q, row, k, at + j * depth, depth, rotated ? t - j : 0) / Math.sqrt(depth);
                        most = Math.max(most, score[j]);
                    }
                    double sum = 0;
                    for (int j = 0; j <= t; j++) {
                        double weight = Math.exp(score[j] - most);
                        sum += weight;
                        for (int d = 0; d < depth; d++) {
                            o[row + d] += weight * v[at + j * depth + d];
                        }
                    }
                    for (int d = 0; d < depth && sum > 0; d++) {
                        o[row + d] /= sum;
                    }
                }
            }
        }
        return o;
    }

    private static double score(double[] q, int qAt, double[] k, int kAt, int depth, int distance) {
        double sum = 0;
        int half = depth / 2;
        for (int m = 0; m < half; m++) {
            double angle = distance * Math.pow(10000, -2.0 * m / depth);
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            double x = q[qAt + m] * cos - q[qAt + m + half] * sin;
            double y = q[qAt + m] * sin + q[qAt + m + half] * cos;
            sum += x * k[kAt + m] + y * k[kAt + m + half];
        }
        for (int d = 2 * half; d < depth; d++) {
            sum += q[qAt + d] * k[kAt + d];
        }
        return sum;
    }
}
