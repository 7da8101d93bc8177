package dev.weft.dsl.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ProverTest {
    private static final Term I = new Term.Index(Axis.QUERY);
    private static final Term J = new Term.Index(Axis.KEY);
    private static final Term H = new Term.Index(Axis.HEAD);
    private static final Term N = new Term.Size(new Dim.Symbolic("N"));
    private static final Term W = new Term.Size(new Dim.Symbolic("W"));
    private static final Term HEADS = new Term.Size(new Dim.Symbolic("H"));
    private static final Term GROUPS = new Term.Size(new Dim.Symbolic("G"));

    @Test
    void theDifferenceOfACausalPairIsInside() {
        var prover = Prover.of(List.of(less(I, N), less(J, N), atMost(J, I)));
        assertThat(prover.proves(less(minus(I, J), N))).isTrue();
        assertThat(prover.proves(atMost(Sizes.of(0), minus(I, J)))).isTrue();
        assertThat(prover.proves(less(minus(I, J), W))).isFalse();
        assertThat(prover.assuming(less(minus(I, J), W)).proves(less(minus(I, J), W)))
                .isTrue();
    }

    @Test
    void neighbouringBlocksAreLessThanTwoBlocksApart() {
        for (int width : new int[] {1, 2, 8, 64}) {
            Term block = Sizes.of(width);
            Term apart = minus(integers(Op.DIV, I, block), integers(Op.DIV, J, block));
            var prover = Prover.of(List.of(atMost(apart, Sizes.of(1)), atMost(J, I)));
            assertThat(prover.proves(less(minus(I, J), Sizes.of(2 * width)))).isTrue();
            assertThat(prover.proves(less(minus(I, J), Sizes.of(2 * width - 1))))
                    .isFalse();
        }
    }

    @Test
    void aGroupOfHeadsReadsItsOwnKeyHead() {
        Term group = integers(Op.DIV, H, integers(Op.DIV, HEADS, GROUPS));
        var whole = Terms.compare(Op.EQUAL, integers(Op.MOD, HEADS, GROUPS), Sizes.of(0));
        var prover = Prover.of(List.of(whole, less(H, HEADS)));
        assertThat(prover.proves(less(group, GROUPS))).isTrue();
        assertThat(prover.proves(atMost(Sizes.of(0), group))).isTrue();
        assertThat(Prover.of(List.of(less(H, HEADS))).proves(less(group, GROUPS)))
                .isFalse();
    }

    @Test
    void aFlattenedIndexIsInside() {
        Term flat = integers(Op.ADD, integers(Op.MULTIPLY, I, W), J);
        var prover = Prover.of(List.of(less(I, N), less(J, W)));
        assertThat(prover.proves(less(flat, integers(Op.MULTIPLY, N, W)))).isTrue();
    }

    @Test
    void clampedIsInside() {
        Term clamped = integers(Op.MIN, integers(Op.MAX, minus(I, W), Sizes.of(0)), Sizes.of(31));
        var prover = Prover.of(List.of());
        assertThat(prover.proves(atMost(Sizes.of(0), clamped))).isTrue();
        assertThat(prover.proves(less(clamped, Sizes.of(32)))).isTrue();
        assertThat(prover.proves(less(clamped, Sizes.of(31)))).isFalse();
    }

    @Test
    void contradictionsAreSeen() {
        assertThat(Prover.of(List.of(less(I, J), less(J, I))).contradictory()).isTrue();
        assertThat(Prover.of(List.of(less(I, J), less(J, N))).contradictory()).isFalse();
    }

    /// Whatever is proved holds for all small values.
    @Test
    void neverProvesWhatIsFalse() {
        var random = new Random(20261122);
        int proved = 0;
        for (int round = 0; round < 1500; round++) {
            Term assumption = condition(random, 2);
            Term goal = condition(random, 2);
            if (Prover.of(List.of(assumption)).proves(goal)) {
                proved++;
                holdsEverywhere(assumption, goal);
            }
        }
        assertThat(proved).isGreaterThan(50);
    }

    private static void holdsEverywhere(Term assumption, Term goal) {
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                for (int n = 0; n < 7; n++) {
                    Map<Term, Double> values = Map.of(I, (double) i, J, (double) j, N, (double) n);
                    if (Evaluation.of(assumption, values) == 1) {
                        assertThat(Evaluation.of(goal, values))
                                .as("%s => %s at i=%d j=%d N=%d", assumption, goal, i, j, n)
                                .isEqualTo(1);
                    }
                }
            }
        }
    }

    private static Term condition(RandomGenerator random, int depth) {
        var ops = new ArrayList<>(List.of(Op.LESS, Op.LESS_EQUAL, Op.EQUAL, Op.NOT_EQUAL));
        if (depth > 0 && random.nextInt(3) == 0) {
            Op op = random.nextBoolean() ? Op.AND : Op.OR;
            return new Term.Apply(
                    Type.BOOL, op, List.of(condition(random, depth - 1), Terms.not(condition(random, depth - 1))));
        }
        return Terms.compare(ops.get(random.nextInt(ops.size())), number(random, depth), number(random, depth));
    }

    private static Term number(RandomGenerator random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return List.of(I, J, N, Sizes.of(random.nextInt(-3, 5))).get(random.nextInt(4));
        }
        var ops = List.of(Op.ADD, Op.SUBTRACT, Op.MULTIPLY, Op.MIN, Op.MAX, Op.DIV, Op.MOD);
        Op op = ops.get(random.nextInt(ops.size()));
        Term left = number(random, depth - 1);
        Term right = op == Op.DIV || op == Op.MOD ? Sizes.of(random.nextInt(1, 5)) : number(random, depth - 1);
        return switch (random.nextInt(8)) {
            case 0 -> new Term.Apply(Type.INT, Op.ABS, List.of(left));
            case 1 -> new Term.Choose(Type.INT, less(I, J), left, right);
            default -> integers(op, left, right);
        };
    }

    private static Term integers(Op op, Term left, Term right) {
        return Terms.integers(op, left, right);
    }

    private static Term minus(Term left, Term right) {
        return integers(Op.SUBTRACT, left, right);
    }

    private static Term less(Term left, Term right) {
        return Terms.compare(Op.LESS, left, right);
    }

    private static Term atMost(Term left, Term right) {
        return Terms.compare(Op.LESS_EQUAL, left, right);
    }
}
