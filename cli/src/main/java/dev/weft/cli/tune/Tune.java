package dev.weft.cli.tune;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.console.Console;
import dev.weft.cli.run.Quantity;
import dev.weft.cli.run.Variants;
import dev.weft.runtime.BindException;
import dev.weft.runtime.tune.Machine;
import dev.weft.runtime.tune.TunedSchedule;
import dev.weft.runtime.tune.Tuning.Tunable;
import dev.weft.runtime.tune.TuningException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Tunes one kernel for its sizes: all schedules that differ from the formulas' in one number race first; then the
/// best of each number, and all of those together, race once more. One of them is chosen only if it is faster than
/// the formulas' schedule beyond noise in that second race, too.
public final class Tune {
    private final Console console;
    private final Bound bound;
    private final Variants variants;
    private final int rounds;
    private final List<String> measured = new ArrayList<>();

    /// @param variants the kernel, compiled
    /// @param rounds how often each schedule runs in the first race; twice as often in the second
    public Tune(Console console, Bound bound, Variants variants, int rounds) {
        this.console = console;
        this.bound = bound;
        this.variants = variants;
        this.rounds = rounds;
    }

    /// What came out.
    ///
    /// @param tried schedules beside the formulas'
    public record Tuned(TunedSchedule schedule, int tried) {}

    /// Measures.
    public Tuned schedule() {
        var formula = variants.formula();
        var tunables = formula.asked();
        var first = Candidate.around(tunables);
        console.progress("weft: measuring %d schedules in turns".formatted(first.size()));
        var best = best(formula, first);
        if (best.isEmpty()) {
            var why = first.isEmpty() ? "the schedule has no numbers to choose" : "no other schedule was faster";
            return tuned(tunables, Candidate.FORMULA, why, formula, first.size());
        }
        console.progress("weft: measuring the best again");
        return again(formula, tunables, best, first.size());
    }

    /// The best change of each number, the best of all first; none that is slower.
    private List<Candidate> best(Variants.Variant formula, List<Candidate> candidates) {
        var best = new LinkedHashMap<String, Candidate>();
        try (var field = Field.of(variants, formula, candidates, measured)) {
            var race = Race.of(field.runs(), rounds);
            for (int who : race.order(Field.FIRST)) {
                var candidate = field.candidate(who);
                measured.add(line(candidate, race, who));
                if (race.ratio(who) < 1) {
                    best.putIfAbsent(candidate.numbers().firstEntry().getKey(), candidate);
                }
            }
        }
        return List.copyOf(best.values());
    }

    private Tuned again(Variants.Variant formula, List<Tunable> tunables, List<Candidate> best, int before) {
        var finalists = new LinkedHashSet<>(best);
        var all = Candidate.FORMULA;
        for (var candidate : best) {
            all = all.with(candidate);
            finalists.add(all);
        }
        try (var field = Field.of(variants, formula, List.copyOf(finalists), measured)) {
            var race = Race.of(field.runs(), 2 * rounds);
            int tried = before + finalists.size() - best.size();
            for (int who : race.order(Field.FIRST)) {
                measured.add(line(field.candidate(who), race, who) + ", again");
            }
            for (int who : race.order(Field.FIRST)) {
                if (race.isFaster(who)) {
                    var note = String.format(
                            Locale.ROOT,
                            "%s, %.3f of the formula's time in the same %d rounds; noise %.3f",
                            Quantity.seconds(race.median(who)),
                            race.ratio(who),
                            2 * rounds,
                            race.noise());
                    return tuned(tunables, field.candidate(who), note, formula, tried);
                }
            }
            var none = String.format(
                    Locale.ROOT, "no other schedule was faster beyond noise, which was %.3f", race.noise());
            return tuned(tunables, Candidate.FORMULA, none, formula, tried);
        }
    }

    private static String line(Candidate candidate, Race race, int who) {
        return String.format(
                Locale.ROOT,
                "%s : %s, %.3f of the formula's time",
                candidate,
                Quantity.seconds(race.median(who)),
                race.ratio(who));
    }

    private Tuned tuned(List<Tunable> tunables, Candidate chosen, String note, Variants.Variant formula, int tried) {
        var formulas = new LinkedHashMap<String, Integer>();
        tunables.forEach(tunable -> formulas.put(tunable.name(), tunable.formula()));
        var params = bound.params().entrySet().stream()
                .map(param -> param.getKey() + "=" + Bound.number(param.getValue()))
                .collect(Collectors.joining(" "));
        var time = Race.of(List.of(formula, formula), rounds).median(0);
        return new Tuned(
                new TunedSchedule(
                        variants.definition().name(),
                        variants.definition().spec(),
                        variants.device().describe(),
                        Machine.describe(),
                        new LinkedHashMap<>(bound.sizes()),
                        params,
                        formulas,
                        Quantity.seconds(time),
                        chosen.numbers(),
                        note,
                        measured),
                tried);
    }

    /// The plans of a race, open at the same time.
    private static final class Field implements AutoCloseable {
        /// Before it stands the formulas' plan, twice.
        static final int FIRST = 2;

        private final Variants.Variant formula;
        private final List<Candidate> candidates = new ArrayList<>();
        private final List<Variants.Variant> plans = new ArrayList<>();

        private Field(Variants.Variant formula) {
            this.formula = formula;
        }

        /// @param refused takes a line for each candidate that the device cannot run
        static Field of(Variants variants, Variants.Variant formula, List<Candidate> candidates, List<String> refused) {
            var field = new Field(formula);
            try {
                for (var candidate : candidates) {
                    try {
                        field.plans.add(variants.variant(candidate.numbers()));
                        field.candidates.add(candidate);
                    } catch (BindException | TuningException e) {
                        refused.add(candidate + " : refused, " + e.getMessage());
                    }
                }
                return field;
            } catch (RuntimeException | Error e) {
                field.close();
                throw e;
            }
        }

        Candidate candidate(int who) {
            return candidates.get(who - FIRST);
        }

        List<Variants.Variant> runs() {
            var runs = new ArrayList<>(List.of(formula, formula));
            runs.addAll(plans);
            return runs;
        }

        @Override
        public void close() {
            plans.forEach(Variants.Variant::close);
        }
    }
}
