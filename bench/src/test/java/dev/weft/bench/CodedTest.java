package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.weft.bench.Coded.Way;
import dev.weft.runtime.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The case `codes`: what is raced, and what its results say.
final class CodedTest {
    @ParameterizedTest
    @EnumSource
    void everyWayFollowsTheEquations(Way way) {
        var coded = new Coded(way, 1700);
        try (var inputs = CodedInputs.of(coded.end());
                var contestant = CodedWeft.of(coded, inputs, Device.jvm(2))) {
            contestant.run();
            // The state is the same for every run.
            contestant.run();
            assertThat(CodedReference.error(coded, inputs, contestant)).isLessThan(1e-5);
        }
    }

    @Test
    void allAreRacedInTurn() {
        var told = new ArrayList<String>();
        var results = new CodedRace(new Race(Duration.ofMillis(1), 2), 2, told::add).run(Coded.upTo(600));
        assertThat(results).hasSize(Coded.upTo(600).size()).allMatch(CodedResult::correct);
        assertThat(told).hasSameSizeAs(results);
        assertThat(new CodedReport(results).floors()).isEmpty();
        assertThat(new CodedRace(new Race(Duration.ofMillis(1), 2), 2, told::add).run(List.of()))
                .isEmpty();
    }

    @Test
    void workIsCountedPairByPair() {
        // Ten queries, 55 pairs: a product with the key, one with the value.
        assertThat(new Coded(Way.CAUSAL, 10).work()).isEqualTo(55 * 4 * 64);
        // Each key meets 512 codes; nothing is far yet.
        assertThat(new Coded(Way.FOLDED, 10).work()).isEqualTo(10 * 512 * 2 * 64 + 55 * 4 * 64);
        // The last rows meet 512 codes, the block before theirs, and what of their own has come.
        assertThat(new Coded(Way.FOLDED, 1026).work() - new Coded(Way.FOLDED, 1025).work())
                .isEqualTo(512 * 2 * 64 + (512 + 512 + 2) * 4 * 64);
    }

    private static CodedResult result(Way way, int tokens, double seconds) {
        return new CodedResult(new Coded(way, tokens), Statistics.of(seconds), 1e-6);
    }

    private static CodedReport report(double bent, double step) {
        var results = new ArrayList<CodedResult>();
        for (var tokens = 2048; tokens <= 65_536; tokens *= 2) {
            results.add(result(Way.FOLDED, tokens, (1e-3 + 5e-6 * tokens) * (tokens == 8192 ? bent : 1)));
        }
        results.add(result(Way.CAUSAL, 3072, 0.02));
        results.add(result(Way.CAUSAL, 32_768, 1.0));
        results.add(result(Way.FOLDED, 3072, 0.016));
        results.add(result(Way.STEPS, 1024, 0.01));
        results.add(result(Way.STEPS, 65_536, 0.01 * step));
        return new CodedReport(results);
    }

    @Test
    void timeGrowsAsTheTextDoesAndStepsStayTheSame() {
        assertThat(report(1, 1.1).floors())
                .extracting(floor -> floor.raced().sizes(), Floor::quantity, Floor::isMet)
                .containsExactly(
                        tuple("N=65536, D=64, S=512, W=512", "distance from a line", true),
                        tuple("N=32768, D=64, S=512, W=512", "times as fast as causal", true),
                        tuple("N=3072, D=64, S=512, W=512", "times as fast as causal", true),
                        tuple("64 steps after 65536 tokens", "time / after 1024", true));
        assertThat(report(1.5, 1.4).floors()).extracting(Floor::isMet).containsExactly(false, true, true, false);
        assertThat(report(1, 1).floors().get(1).measured()).isCloseTo(1.0 / (1e-3 + 5e-6 * 32_768), within(1e-9));
    }

    @Test
    void aLineIsFoundInPoints() {
        var line = Affine.of(new double[] {1, 2, 4, 8}, new double[] {5, 7, 11, 19});
        assertThat(line.start()).isCloseTo(3, within(1e-12));
        assertThat(line.slope()).isCloseTo(2, within(1e-12));
        assertThat(line.deviation()).isCloseTo(0, within(1e-12));
        var bent = Affine.of(new double[] {1, 2, 3}, new double[] {1, 1.2, 1});
        assertThat(bent.deviation()).isBetween(0.05, 0.15);
        assertThatIllegalArgumentException().isThrownBy(() -> Affine.of(new double[] {2, 2}, new double[] {1, 3}));
    }

    @Test
    void theReportHasATable() {
        var markdown = new Markdown();
        report(1, 1).write(markdown);
        assertThat(markdown.toString())
                .contains("| codes | causal, N=32768, D=64 | 1000.00 ms | 1000.00 ms | 0 % | 30.52 µs | – | 1e-06 |")
                .contains("| codes | N=3072, D=64, S=512, W=512 | 16.00 ms | 16.00 ms | 0 % | 5.21 µs | 1.25 | 1e-06 |")
                .contains("The time is 1.00 ms and 5.000 µs for each token; no text is farther than 0.0 % from that.");
    }
}
