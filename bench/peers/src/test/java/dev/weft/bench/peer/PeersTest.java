package dev.weft.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.bench.Engine;
import dev.weft.bench.Entry;
import dev.weft.bench.Inputs;
import dev.weft.bench.Problem;
import dev.weft.bench.Problems;
import dev.weft.bench.Reference;
import java.util.ArrayList;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

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
    @FieldSource("dev.weft.bench.Problems#NAMES")
    void everyWayComputesWhatTheEquationsSay(String name) {
        var problem = Problems.of(name, TOKENS);
        try (var inputs = Inputs.of(problem)) {
            var entries = new ArrayList<Entry>();
            ServiceLoader.load(Engine.class).forEach(engine -> entries.addAll(engine.entries(problem, inputs, 2)));
            assertThat(entries).isNotEmpty().allSatisfy(entry -> check(problem, inputs, entry));
        }
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
