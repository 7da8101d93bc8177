package dev.weft.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Solver;
import dev.weft.dsl.model.Source;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What scans come to.
class ScansTest {
    private static final String CELL = """
            scan Cell {
              dim    B, N, D
              input  x : f32[B, N, D]
              weight U : f32[D, D]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              h[t] = tanh(U @ h[t-1] + x[t])
              %s
            }
            """;
    private static final Term B = new Term.Size(new Dim.Symbolic("B"));
    private static final Term N = new Term.Size(new Dim.Symbolic("N"));
    private static final Term D = new Term.Size(new Dim.Symbolic("D"));
    private static final Type VECTOR = new Type.Vector(Kind.REAL, D);

    @Test
    void aStateFollowsFromTheStepBefore() {
        var scan = Specs.scan(CELL.formatted(""));
        var here = List.<Term>of(new Term.Index(Axis.BATCH), new Term.Index(Axis.STEP));
        var x = new Tensor("x", Tensor.Role.INPUT, Storage.F32, List.of(B, N, D), here, "");
        var u = new Tensor("U", Tensor.Role.WEIGHT, Storage.F32, List.of(D, D), List.of(), "");
        var h0 = new Tensor("h0", Tensor.Role.INIT, Storage.F32, List.of(B, D), here.subList(0, 1), "");
        var h = new Tensor("h", Tensor.Role.STATE, Storage.F32, List.of(B, N, D), here, "");
        var carried = new Term.Contract(VECTOR, new Term.Element(u, List.of()), new Term.Previous(h));
        var sum = new Term.Apply(VECTOR, Op.ADD, List.of(carried, new Term.Element(x, here)));
        assertThat(scan.states())
                .containsExactly(new Scan.State(
                        h, new Term.Element(h0, h0.at()), new Term.Apply(VECTOR, Op.TANH, List.of(sum))));
        assertThat(scan.arguments()).containsExactly(x, u, h0, h);
        assertThat(scan.batches()).isEqualTo(B);
        assertThat(scan.steps()).isEqualTo(N);
        assertThat(scan.outs()).isEmpty();
        assertThat(scan.solver()).isEqualTo(new Solver.Free());
        assertThat(scan.source().lines()).containsExactly(new Source.Line("h", "tanh(U @ h[t-1] + x[t])"));
    }

    @Test
    void statesComeAfterThoseOfTheSameStepThatTheyUse() {
        var scan = Specs.scan("""
                scan Three {
                  dim   B, N
                  input x : f32[B, N]
                  state f, g, h : f32[B, N]
                  out   y : f32[B, N]
                  let   i = h[t] - g[t]
                  f[t] = i + f[t-1]
                  g[t] = 2 * h[t]
                  h[t] = h[t-1] + x[t]
                  y[t] = f[t] * f[t-1]
                }
                """);
        assertThat(scan.states()).extracting(state -> state.tensor().name()).containsExactly("h", "g", "f");
        assertThat(scan.states()).extracting(Scan.State::initial).containsOnly(new Term.Constant(Kind.REAL, 0));
        assertThat(scan.outs()).extracting(out -> out.out().name()).containsExactly("y");
    }

    @Test
    void whatStandsForTheStepBeforeIsTheStepBefore() {
        String written = CELL.formatted("").replace("h[t-1]", "h[t + D - 1 - D]");
        assertThat(Specs.scan(written).states())
                .isEqualTo(Specs.scan(CELL.formatted("")).states());
    }

    @Test
    void solversTakeTheirTuning() {
        assertThat(solver("by sequential()")).isEqualTo(new Solver.Sequential());
        assertThat(solver("by deer()")).isEqualTo(free(new Solver.Slope.Jacobian(Solver.Structure.DERIVED)));
        assertThat(solver("by deer(jacobian = blocks, tolerance = 1e-6, iterations = 0, window = 1)"))
                .isEqualTo(new Solver.FixedPoint(
                        new Solver.Slope.Jacobian(Solver.Structure.BLOCKS),
                        OptionalDouble.of(1e-6),
                        OptionalInt.of(0),
                        OptionalInt.of(1)));
        assertThat(solver("by picard()")).isEqualTo(free(new Solver.Slope.Identity()));
        assertThat(solver("by jacobi()")).isEqualTo(free(new Solver.Slope.Zero()));
        assertThat(solver("by elk(jacobian = diagonal, sigma = 1)"))
                .isEqualTo(free(new Solver.Slope.TrustRegion(Solver.Structure.DIAGONAL, 1)));
    }

    private static Solver solver(String by) {
        return Specs.scan(CELL.formatted(by)).solver();
    }

    private static Solver free(Solver.Slope slope) {
        return new Solver.FixedPoint(slope, OptionalDouble.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "by deer(tolerance = inf)",
                "by deer(tolerance = 0)",
                "by jacobi(tolerance = -1e-6)",
                "by elk(sigma = 1, tolerance = 0.0)",
                "by deer(iterations = 1e3)",
                "by deer(window = 99999999999)",
                "by picard(jacobian = dense)",
                "by elk(sigma = D)",
                "by codes(of = x)",
                "let score = h[99999999999999999]\n out y : f32[B, N, D]\n y[t] = score",
                "out y : f32[B, N, D]\n y[t] = x[t + 9223372036854775807]",
                "out y : f32[B, N, D]\n y[t] = x[t][b]",
                "out y : f32[B, N]\n y[t] = if h[t] then 1 else 0",
                "out y : f32[B, N, D]\n y[t] = U",
                "grad x",
                "state g : f32[B, N, D] from g\n g[t] = g[t-1]",
            })
    void isRefused(String line) {
        assertThat(Specs.codes(CELL.formatted(line))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let score = x[t]\n let keep = score\n let i = keep\n let j = i\n out h9 : f32[B, N, D]\n h9[t] = j",
                "out y : f32[B, N, D]\n y[t] = x[t] * (if t mod 2 == b then 1 else 0)",
                "out y : f32[B, N]\n y[t] = h[t] @ x[t] + t / N",
                "param w : i32\n where w > 0\n out y : f32[B, N, D]\n y[t] = h[t] * (t div w)",
                "state g : f64[B, N, D] from h0\n g[t] = h[t-1]",
                "out y : f32[B, N, D]\n y[t] = rope(h[t], t)",
            })
    void isTaken(String line) {
        assertThat(Specs.codes(CELL.formatted(line))).isEmpty();
    }

    @Test
    void functionsAndSignaturesAreShared() {
        assertThat(Specs.codes("""
                fn gate(W, x, U, h) = sigmoid(W @ x + U @ h)
                fn before(h, t) = h[t-1]
                signature Layer {
                  dim    B, N, D
                  input  x : f32[B, N, D]
                  weight W, U : f32[D, D]
                  state  h : f32[B, N, D]
                }
                scan Gated : Layer {
                  h[t] = gate(W, x[t], U, before(h, t)) * before(h, t)
                }
                """)).isEmpty();
    }
}
