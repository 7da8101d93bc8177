package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FloorsTest {
    private static final Machine MACHINE = new Machine("A machine, 2 cores", "Java 25", 2, 0.5, 400e9, 40e9);

    /// Ours at a share of the peak, and a peer that takes some times as long.
    private static List<Result> race(Problem problem, double ofPeak, double slowness) {
        var ours = problem.work() / (ofPeak * MACHINE.peak(problem.measure()));
        return List.of(
                MadeUp.result(problem, Weft.NAME, ours),
                MadeUp.result(problem, "slow", 10 * slowness * ours),
                MadeUp.result(problem, "peer", slowness * ours));
    }

    @SafeVarargs
    private static List<Floor> floors(List<Result>... races) {
        var results = new ArrayList<Result>();
        for (var race : races) {
            results.addAll(race);
        }
        return Floors.of(new Report(MACHINE, List.of(), results, List.of(), List.of(), List.of(), List.of()));
    }

    private static List<Floor> floors(OwnRace race) {
        return Floors.of(new Report(MACHINE, List.of(), List.of(), List.of(race), List.of(), List.of(), List.of()));
    }

    @Test
    void causalAttentionIsFasterThanPeersAndNearThePeak() {
        var problem = Problems.of("causal", 4096);
        assertThat(floors(race(problem, 0.75, 1.5), race(problem.withHeadDim(128), 0.5, 1.25)))
                .extracting(floor -> floor.raced().sizes(), Floor::quantity, Floor::least, Floor::isMet)
                .containsExactly(
                        tuple("H=8, N=4096, D=64", "Weft / best peer", 1.4, true),
                        tuple("H=8, N=4096, D=64", "of peak", 0.6, true),
                        tuple("H=8, N=4096, D=128", "Weft / best peer", 1.4, false),
                        tuple("H=8, N=4096, D=128", "of peak", 0.6, false));
    }

    @Test
    void shortTextsAskForLess() {
        assertThat(floors(race(Problems.of("causal", 1024), 0.5, 1.25)))
                .singleElement()
                .matches(Floor::isMet)
                .matches(floor -> floor.least() == 1.2);
        assertThat(floors(race(Problems.of("causal", 2048), 0.5, 1.25))).isEmpty();
    }

    @Test
    void masksAreTwiceAsFastWithoutMemory() {
        assertThat(floors(
                        race(Problems.of("alibi", 2048), 0.5, 2.5),
                        race(Problems.of("window", 8192), 0.5, 1.5),
                        race(Problems.of("window", 4096), 0.5, 1.5),
                        race(Problems.of("packed", 2048), 0.5, 2)))
                .extracting(floor -> floor.raced().name(), Floor::least, Floor::isMet)
                .containsExactly(tuple("alibi", 2.0, true), tuple("window", 2.0, false), tuple("packed", 2.0, true));
    }

    @Test
    void aFloorForNoSizeHoldsAtTheGreatestThatAPeerDoes() {
        var alone = List.of(MadeUp.result(Problems.of("full", 2048), Weft.NAME, 1));
        assertThat(floors(
                        race(Problems.of("full", 512), 0.5, 0.5),
                        race(Problems.of("full", 1024), 0.5, 2),
                        race(Problems.of("full", 1024).withHeadDim(128), 0.5, 0.5),
                        alone))
                .extracting(floor -> floor.raced().sizes(), Floor::isMet)
                .containsExactly(tuple("H=8, N=1024, D=64", true), tuple("H=8, N=1024, D=128", false));
    }

    @Test
    void decodingReadsAsFastAsTheMachineAndIsNeverBehind() {
        assertThat(floors(
                        race(Problems.of("decode", 4096), 0.1, 0.1),
                        race(Problems.of("decode", 8192), 0.1, 0.5),
                        race(Problems.of("decode", 32_768), 0.85, 1)))
                .extracting(floor -> floor.raced().sizes(), Floor::quantity, Floor::least, Floor::isMet)
                .containsExactly(
                        tuple("H=32:8, N=1, M=8192, D=128", "Weft / best peer", 1.0, false),
                        tuple("H=32:8, N=1, M=32768, D=128", "Weft / best peer", 1.0, true),
                        tuple("H=32:8, N=1, M=32768, D=128", "of peak", 0.8, true));
    }

    @Test
    void twiceTheTokensTakeTwiceTheTime() {
        var scaling = Lineups.of("scaling", 65_536).getFirst();
        assertThat(floors(MadeUp.race(scaling, 1, 2.1, 4.8, 8, 16)))
                .extracting(floor -> floor.raced().sizes(), Floor::isMet)
                .containsExactly(
                        tuple("H=8, N=8192, D=64", true),
                        tuple("H=8, N=16384, D=64", false),
                        tuple("H=8, N=32768, D=64", false),
                        tuple("H=8, N=65536, D=64", true));
    }

    @Test
    void halfTheStorageCostsLittleAndSavesReading() {
        var storage = Lineups.of("storage", 65_536);
        assertThat(floors(MadeUp.race(storage.getFirst(), 1, 1.1, 1.2)))
                .extracting(Floor::most, Floor::isMet)
                .containsExactly(tuple(1.15, true), tuple(1.15, false));
        assertThat(floors(MadeUp.race(storage.getLast(), 1, 0.5, 0.8)))
                .extracting(Floor::least, Floor::measured, Floor::isMet)
                .containsExactly(tuple(1.6, 2.0, true), tuple(1.6, 1.25, false));
    }

    @Test
    void whatIsAddedCostsLittle() {
        var cost = Lineups.of("cost", 65_536);
        assertThat(floors(MadeUp.race(cost.getFirst(), 1, 1.22)))
                .extracting(Floor::quantity, Floor::most, Floor::isMet)
                .containsExactly(tuple("time / causal", 1.25, true));
        assertThat(floors(MadeUp.race(cost.getLast(), 1, 1.22)))
                .extracting(Floor::quantity, Floor::most, Floor::isMet)
                .containsExactly(tuple("time / rope", 1.2, false));
    }

    @Test
    void recurrentLayersAreBesidePeersStepsAndMemory() {
        var layers = new ArrayList<RecurrentResult>();
        for (var recurrence : Recurrences.of("gru", 65_536)) {
            layers.add(MadeUp.result(recurrence, Weft.NAME, 2));
            layers.add(MadeUp.result(recurrence, "torch GRU", 4));
            layers.add(MadeUp.result(recurrence, "ONNX Runtime GRU", 1));
        }
        for (var recurrence : Recurrences.of("gru-small", 16_384)) {
            layers.add(MadeUp.result(recurrence, Weft.NAME, 2));
            layers.add(MadeUp.result(recurrence, RecurrentWeft.STEP_BY_STEP, 5));
        }
        var diagonal = Recurrences.of("gru-diagonal", 65_536).getFirst();
        layers.add(MadeUp.result(diagonal, Weft.NAME, diagonal.work() / 24e9));
        var report = new Report(MACHINE, List.of(), List.of(), List.of(), layers, List.of(), List.of());
        assertThat(Floors.of(report))
                .extracting(Floor::quantity, Floor::least, Floor::isMet)
                .containsExactly(
                        tuple("Weft / ONNX Runtime", 1.0, false),
                        tuple("Weft / torch", 1.5, true),
                        tuple("Weft / ONNX Runtime", 1.0, false),
                        tuple("Weft / torch", 1.5, true),
                        tuple("Weft / step by step", 2.0, true),
                        tuple("of peak", 0.5, true));
    }

    @Test
    void sizesThatNoFloorIsForHaveNone() {
        for (var name : Lineups.NAMES) {
            for (var lineup : Lineups.of(name, 1024)) {
                var times = lineup.problems().stream().mapToDouble(_ -> 1).toArray();
                assertThat(floors(MadeUp.race(lineup, times))).as(name).isEmpty();
            }
        }
        assertThat(floors(race(Problems.of("causal", 4096).withBatch(8), 1, 1))).isEmpty();
    }
}
