package dev.weft.cli.tune;

import dev.weft.runtime.tune.TunedSchedule;
import dev.weft.runtime.tune.Tuning.Tunable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/// A schedule that differs from the formulas' in some numbers; in none if it is theirs.
///
/// @param numbers those that differ, by name
record Candidate(SequencedMap<String, Integer> numbers) {
    /// What the formulas say.
    static final Candidate FORMULA = new Candidate(new LinkedHashMap<>());

    /// By how much a number is tried to be smaller or larger.
    private static final double[] FACTORS = {0.5, 0.75, 1.5, 2};

    /// All that differ in one number, by half, a quarter less, half as much again, or twice; a number of parts is
    /// tried as 1, too.
    static List<Candidate> around(List<Tunable> tunables) {
        var candidates = new ArrayList<Candidate>();
        for (var tunable : tunables) {
            var numbers = new TreeSet<Integer>();
            for (double factor : FACTORS) {
                long steps = Math.round(tunable.formula() * factor / tunable.multiple());
                numbers.add((int) (steps * tunable.multiple()));
            }
            if (tunable.multiple() == 1) {
                numbers.add(1);
            }
            numbers.stream()
                    .filter(number -> number != tunable.formula() && tunable.takes(number))
                    .forEach(number -> candidates.add(of(tunable.name(), number)));
        }
        return List.copyOf(candidates);
    }

    private static Candidate of(String name, int number) {
        var numbers = new LinkedHashMap<String, Integer>();
        numbers.put(name, number);
        return new Candidate(numbers);
    }

    /// Both changes; those of the other where both change the same.
    Candidate with(Candidate other) {
        var all = new LinkedHashMap<>(numbers);
        all.putAll(other.numbers);
        return new Candidate(all);
    }

    @Override
    public String toString() {
        return numbers.isEmpty() ? "formula" : TunedSchedule.text(numbers);
    }
}
