package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final Race SHORT = new Race(Duration.ZERO, 2);

    private final List<String> progress = new ArrayList<>();

    private Report run(List<Engine> engines, List<Problem> problems, List<Lineup> lineups) {
        return new Comparison(engines, SHORT, 1, progress::add).run(problems, lineups, List.of(), List.of());
    }

    @Test
    void oursRaceAmongThemselves() {
        var lineups = Lineups.NAMES.stream()
                .flatMap(name -> Lineups.of(name, 64).stream())
                .toList();
        var report = run(List.of(new Weft(), new Failing()), List.of(), lineups);
        assertThat(report.correct()).isTrue();
        assertThat(report.results()).isEmpty();
        assertThat(report.failures()).isEmpty();
        assertThat(report.ownRaces()).extracting(OwnRace::lineup).isEqualTo(lineups);
        assertThat(report.ratios()).hasSize(4 + 3 * 2 + 2).allMatch(ratio -> ratio.times() > 0);
        assertThat(progress).hasSize(5 + 3 * 3 + 2 * 2);
    }

    @Test
    void onlyWhatFailsIsLeftOut() {
        var problem = Problems.of("causal", 64);
        var report = run(List.of(new Weft(), new Failing()), List.of(problem), List.of());
        assertThat(report.results()).extracting(Result::contestant).containsExactly(Weft.NAME, "works");
        assertThat(report.failures())
                .containsExactly("causal, H=8, N=64, D=64: java.lang.IllegalStateException: no memory");
    }

    @Test
    void recurrentLayersAreRaced() {
        var layers = Recurrences.NAMES.stream()
                .flatMap(name -> Recurrences.of(name, 16).stream())
                .toList();
        var engines = List.of(new Weft(), new Failing());
        var report = new Comparison(engines, SHORT, 1, progress::add).run(List.of(), List.of(), layers, List.of());
        assertThat(report.correct()).isTrue();
        assertThat(report.layers().keySet()).containsExactlyElementsOf(layers);
        assertThat(report.failures()).hasSize(2).allMatch(failure -> failure.contains("fails: "));
        assertThat(progress).hasSize(2 * 2 + 2 * 3 + 2 + 2);
    }

    /// Fails in one way, and does it as we do in another.
    private static final class Failing implements Engine {
        @Override
        public String describe() {
            return "failing";
        }

        @Override
        public List<Entry> entries(Problem problem, Inputs inputs, int threads) {
            Supplier<Contestant> failing = () -> {
                throw new IllegalStateException("no memory");
            };
            var works = new Weft().entries(problem, inputs, threads).getFirst();
            return List.of(new Entry("fails", failing), new Entry("works", works.preparation()));
        }

        @Override
        public List<Entry> entries(Recurrence recurrence, RecurrentInputs inputs, int threads) {
            return List.of(new Entry("fails", () -> {
                throw new IllegalStateException("no memory");
            }));
        }
    }
}
