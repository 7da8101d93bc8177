package dev.weft.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Rotation;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Source;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Terms;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The whole model of the first example, part by part.
class CausalGqaTest {
    private static final Attention KERNEL = Specs.attention("""
            /// Causal.
            attention CausalGqa {
              dim   B, H, G, N, M
              dim   D in {64, 128}
              where H mod G == 0 and N <= M
              query q : f32[B, H, N, D]
              key   k : f32[B, G, M, D] at [b, h div (H div G), j]
              value v : f32[B, G, M, D] at [b, h div (H div G), j]
              out   o : f32[B, H, N, D]
              let   t = i + M - N
              score = rope(q, t) @ rope(k, j) / sqrt(D)
              keep  = j <= t
              o     = softmax(score) @ v
            }
            """);
    private static final Term H = size("H");
    private static final Term G = size("G");
    private static final Term N = size("N");
    private static final Term M = size("M");
    private static final Dim SPECIAL = new Dim.Specialised("D", List.of(64, 128));
    private static final Term D = new Term.Size(SPECIAL);
    private static final Term I = new Term.Index(Axis.QUERY);
    private static final Term J = new Term.Index(Axis.KEY);
    private static final Term T = integers(Op.SUBTRACT, integers(Op.ADD, I, M), N);

    @Test
    void counts() {
        assertThat(KERNEL.batches()).isEqualTo(size("B"));
        assertThat(KERNEL.heads()).isEqualTo(H);
        assertThat(KERNEL.queries()).isEqualTo(N);
        assertThat(KERNEL.keys()).isEqualTo(M);
        assertThat(KERNEL.exists()).isEqualTo(Terms.truth(true));
        assertThat(KERNEL.dims()).extracting(Dim::name).containsExactly("B", "H", "G", "N", "M", "D");
        assertThat(KERNEL.algorithm()).isEqualTo(new Algorithm.Flash());
        assertThat(KERNEL.doc()).isEqualTo("Causal.");
    }

    @Test
    void factsAreQuotedOneByOne() {
        assertThat(KERNEL.facts())
                .containsExactly(
                        new Fact(Terms.compare(Op.EQUAL, integers(Op.MOD, H, G), Sizes.of(0)), "H mod G == 0"),
                        new Fact(Terms.compare(Op.LESS_EQUAL, N, M), "N <= M"));
    }

    @Test
    void tensors() {
        Term head = integers(Op.DIV, new Term.Index(Axis.HEAD), integers(Op.DIV, H, G));
        var shape = List.of(size("B"), G, M, D);
        var at = List.of(new Term.Index(Axis.BATCH), head, J);
        assertThat(KERNEL.tensors()).extracting(Tensor::name).containsExactly("q", "k", "v", "o");
        assertThat(KERNEL.tensors().get(1).shape()).isEqualTo(shape);
        assertThat(KERNEL.tensors().get(1).at()).isEqualTo(at);
        assertThat(KERNEL.tensors().get(0).at())
                .containsExactly(new Term.Index(Axis.BATCH), new Term.Index(Axis.HEAD), I);
    }

    @Test
    void equations() {
        var tensors = KERNEL.tensors();
        Term theta = real(
                Op.POWER,
                Terms.real(10000),
                real(
                        Op.DIVIDE,
                        real(Op.TO_REAL, integers(Op.MULTIPLY, Sizes.of(-2), new Term.PairNumber())),
                        real(Op.TO_REAL, D)));
        var rotation = new Rotation(D, Rotation.Pairing.HALVES, theta);
        Term q = new Term.Rotate(element(tensors.get(0)), real(Op.TO_REAL, T), rotation);
        Term k = new Term.Rotate(element(tensors.get(1)), real(Op.TO_REAL, J), rotation);
        assertThat(KERNEL.score())
                .isEqualTo(real(Op.DIVIDE, new Term.Contract(Type.REAL, q, k), real(Op.SQRT, real(Op.TO_REAL, D))));
        assertThat(KERNEL.keep()).isEqualTo(Terms.compare(Op.LESS_EQUAL, J, T));
        assertThat(KERNEL.outs())
                .containsExactly(
                        new OutEquation(tensors.get(3), new Term.OverKeys(new Row.Softmax(), element(tensors.get(2)))));
    }

    @Test
    void linesAsWritten() {
        assertThat(KERNEL.source().lines())
                .containsExactly(
                        new Source.Line("t", "i + M - N"),
                        new Source.Line("score", "rope(q, t) @ rope(k, j) / sqrt(D)"),
                        new Source.Line("keep", "j <= t"),
                        new Source.Line("o", "softmax(score) @ v"));
    }

    private static Term element(Tensor tensor) {
        return new Term.Element(tensor, tensor.at());
    }

    private static Term size(String name) {
        return new Term.Size(new Dim.Symbolic(name));
    }

    private static Term integers(Op op, Term left, Term right) {
        return Terms.integers(op, left, right);
    }

    private static Term real(Op op, Term... operands) {
        return new Term.Apply(Type.REAL, op, List.of(operands));
    }
}
