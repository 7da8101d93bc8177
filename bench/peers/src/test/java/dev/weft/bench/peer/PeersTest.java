package dev.weft.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.weft.bench.Engine;
import dev.weft.bench.Entry;
import dev.weft.bench.Inputs;
import dev.weft.bench.Problem;
import dev.weft.bench.Problems;
import dev.weft.bench.Recurrence;
import dev.weft.bench.Recurrences;
import dev.weft.bench.RecurrentInputs;
import dev.weft.bench.RecurrentReference;
import dev.weft.bench.Reference;
import java.util.ArrayList;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PeersTest {
    private static final int TOKENS = 300;

    @Test
    void bothPeersAreFound() {
        assertThat(ServiceLoader.load(Engine.class))
                .extracting(Engine::describe)
                .satisfiesExactly(
                        torch -> assertThat(torch).startsWith("torch 2."),
                        onnx -> assertThat(onnx).startsWith("ONNX Runtime 1."));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyWayComputesWhatTheEquationsSay(Problem problem) {
        try (var inputs = Inputs.of(problem)) {
            var entries = new ArrayList<Entry>();
            ServiceLoader.load(Engine.class).forEach(engine -> entries.addAll(engine.entries(problem, inputs, 2)));
            assertThat(entries).isNotEmpty().allSatisfy(entry -> check(problem, inputs, entry));
        }
    }

    private static Stream<Problem> problems() {
        return Problems.NAMES.stream()
                .map(name -> Problems.of(name, TOKENS))
                .flatMap(one -> Stream.of(one, one.withBatch(3), one.withHeadDim(192 - one.D())));
    }

    @Test
    void bothHaveTheGru() {
        var layer = new Recurrence("gru", Recurrence.Cell.GRU, 3, 40, 24, 16);
        try (var inputs = RecurrentInputs.of(layer)) {
            var reference = RecurrentReference.of(layer, inputs);
            for (var engine : ServiceLoader.load(Engine.class)) {
                assertThat(engine.entries(layer, inputs, 2)).isNotEmpty().allSatisfy(entry -> {
                    try (var contestant = entry.prepare()) {
                        contestant.run();
                        contestant.run();
                        assertThat(reference.error(contestant)).as(entry.name()).isLessThan(1e-5);
                    }
                });
            }
        }
    }

    @Test
    void diagonalMatricesAreForNobody() {
        var layer = Recurrences.of("gru-diagonal", 16).getFirst();
        try (var inputs = RecurrentInputs.of(layer)) {
            assertThat(ServiceLoader.load(Engine.class))
                    .allSatisfy(engine ->
                            assertThat(engine.entries(layer, inputs, 1)).isEmpty());
        }
    }

    @Test
    void positionsAloneAreForNobody() {
        var rope = Problems.of("rope", TOKENS);
        try (var inputs = Inputs.of(rope)) {
            assertThat(ServiceLoader.load(Engine.class))
                    .allSatisfy(engine ->
                            assertThat(engine.entries(rope, inputs, 1)).isEmpty());
        }
    }

    @Test
    void scoresNeedRoom() {
        var problem = Problems.of("causal", 4096);
        assertThatNoException().isThrownBy(() -> Scores.requireRoom(Problems.of("causal", 16), 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> Scores.requireRoom(problem.withBatch(1_000_000), 2))
                .withMessageStartingWith("its scores need 1073741.8 GB, and ");
    }

    private static void check(Problem problem, Inputs inputs, Entry entry) {
        try (var contestant = entry.prepare()) {
            for (var run = 0; run < 3; run++) {
                contestant.run();
            }
            assertThat(Reference.of(problem, inputs).error(contestant))
                    .as(entry.name())
                    .isLessThan(1e-5);
        }
    }
}
