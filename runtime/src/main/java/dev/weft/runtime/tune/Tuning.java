package dev.weft.runtime.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers that take the place of what a schedule's formulas say, for one plan, and a record of what the schedule
/// asked for. A kernel asks while it is bound to its sizes; any number that it takes gives the same results, up to
/// rounding.
public final class Tuning {
    /// No tile has more rows or keys than so many, no window more steps, and nothing is cut into more parts.
    private static final int MOST = 1 << 20;

    private final Map<String, Integer> numbers;
    private final Map<String, Tunable> asked = new LinkedHashMap<>();
    private final Map<String, Integer> others = new LinkedHashMap<>();

    private Tuning(Map<String, Integer> numbers) {
        this.numbers = Map.copyOf(numbers);
    }

    /// Leaves all to the formulas.
    public static Tuning none() {
        return new Tuning(Map.of());
    }

    /// Takes these numbers, by their names.
    public static Tuning of(Map<String, Integer> numbers) {
        return new Tuning(numbers);
    }

    /// A number that a schedule asked for.
    ///
    /// @param multiple what it has to be a multiple of
    /// @param formula what the schedule's own formula says
    public record Tunable(String name, int multiple, int formula) {
        /// Whether the schedule can take the number.
        public boolean takes(int number) {
            return number >= 1 && number <= MOST && number % multiple == 0;
        }
    }

    /// The number to use. Called by generated code, once for each name.
    ///
    /// @throws TuningException if the number that was given is none that the schedule can take
    public int or(String name, int multiple, int formula) {
        var tunable = new Tunable(name, multiple, formula);
        asked.put(name, tunable);
        int number = numbers.getOrDefault(name, formula);
        if (numbers.containsKey(name) && !tunable.takes(number)) {
            throw new TuningException("the schedule's %s cannot be %d: it is a multiple of %d, from %d to %d"
                    .formatted(name, number, multiple, multiple, MOST / multiple * multiple));
        }
        return number;
    }

    /// The number to use of two, of which the formula estimates one to be faster. Called by generated code, once for
    /// each name.
    ///
    /// @param first whether it is `one`
    /// @throws TuningException likewise
    public int either(String name, boolean first, int one, int two) {
        if (one != two && !numbers.containsKey(name)) {
            others.put(name, first ? two : one);
        }
        return or(name, 1, first ? one : two);
    }

    /// For plans that measure what formulas only estimate: this, but with the other number of two, one for each
    /// estimate that was asked for so far.
    public List<Tuning> others() {
        return others.entrySet().stream()
                .map(other -> {
                    var with = new LinkedHashMap<>(numbers);
                    with.put(other.getKey(), other.getValue());
                    return of(with);
                })
                .toList();
    }

    /// What was asked for so far, in order.
    public List<Tunable> asked() {
        return List.copyOf(asked.values());
    }

    /// Sees to it that no number was given in vain.
    ///
    /// @throws TuningException if the schedule has no number of a name
    public void checkUsed() {
        for (var name : numbers.keySet()) {
            if (!asked.containsKey(name)) {
                throw new TuningException("the schedule has no number `%s` that can be chosen; it has %s"
                        .formatted(name, asked.isEmpty() ? "none" : String.join(", ", asked.keySet())));
            }
        }
    }
}
