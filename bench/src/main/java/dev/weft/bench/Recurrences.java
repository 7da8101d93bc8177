package dev.weft.bench;

import dev.weft.bench.Recurrence.Cell;
import java.util.List;

/// The recurrent layers that are compared.
public final class Recurrences {
    /// A layer that peers have.
    public static final String GRU = "gru";

    /// Layers that are too small for one sequence to fill a machine step by step.
    public static final String SMALL = "gru-small";

    /// A layer without products, which memory limits.
    public static final String DIAGONAL = "gru-diagonal";

    /// All names, in the order of a report.
    public static final List<String> NAMES = List.of(GRU, SMALL, DIAGONAL);

    private Recurrences() {}

    /// The layers of a name, over `most` steps at most.
    public static List<Recurrence> of(String name, int most) {
        return all(name).stream().map(recurrence -> recurrence.cutTo(most)).toList();
    }

    /// Whether peers race, too.
    static boolean hasPeers(Recurrence recurrence) {
        return recurrence.name().equals(GRU);
    }

    /// Whether a layer has the size that floors are for.
    static boolean isWhole(Recurrence recurrence) {
        return all(recurrence.name()).contains(recurrence);
    }

    private static List<Recurrence> all(String name) {
        return switch (name) {
            case GRU ->
                List.of(
                        new Recurrence(name, Cell.GRU, 1, 2048, 256, 256),
                        new Recurrence(name, Cell.GRU, 8, 1024, 256, 256));
            case SMALL ->
                List.of(
                        new Recurrence(name, Cell.GRU, 1, 16_384, 8, 8),
                        new Recurrence(name, Cell.GRU, 1, 65_536, 4, 4));
            case DIAGONAL -> List.of(new Recurrence(name, Cell.DIAGONAL_GRU, 1, 65_536, 256, 256));
            default -> throw new IllegalArgumentException("no case is called " + name + ": " + NAMES);
        };
    }
}
