package dev.weft.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// How fast our recurrent kernels must be at least, wherever a report has the sizes.
final class RecurrentFloors {
    private RecurrentFloors() {}

    static List<Floor> of(Report report) {
        var floors = new ArrayList<Floor>();
        report.layers().forEach((recurrence, race) -> {
            if (Recurrences.isWhole(recurrence)) {
                switch (recurrence.name()) {
                    case Recurrences.GRU -> {
                        against("ONNX Runtime", 1.0, race, floors);
                        against("torch", 1.5, race, floors);
                    }
                    case Recurrences.SMALL -> against(RecurrentWeft.STEP_BY_STEP, 2.0, race, floors);
                    case Recurrences.DIAGONAL -> {
                        var peak = report.machine().peak(recurrence.measure());
                        floors.add(Floor.atLeast(
                                recurrence, "of peak", 0.5, race.getFirst().rate() / peak));
                    }
                    default -> {}
                }
            }
        });
        return floors;
    }

    /// Ours, as the compiler chooses, against the best of those whose names begin so.
    private static void against(String name, double least, List<RecurrentResult> race, List<Floor> floors) {
        Predicate<RecurrentResult> isMeant = result -> result.contestant().startsWith(name);
        race.stream()
                .filter(isMeant)
                .mapToDouble(RecurrentResult::rate)
                .max()
                .ifPresent(rate -> floors.add(Floor.atLeast(
                        race.getFirst().recurrence(),
                        "Weft / " + name.replace(Weft.NAME + ", ", ""),
                        least,
                        race.getFirst().rate() / rate)));
    }
}
