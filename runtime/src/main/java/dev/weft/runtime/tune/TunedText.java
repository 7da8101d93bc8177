package dev.weft.runtime.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The text of a [TunedFile]: a first line with the version, and a block of lines for each schedule. A line is a
/// word and what it says; numbers are `name=value`, and what stands behind ` : ` is for people.
final class TunedText {
    /// Files of other versions are refused.
    static final int VERSION = 1;

    private static final String MAGIC = "weft-tuned";
    private static final String NOTE = " : ";
    private static final String FORMULA = "formula";
    private static final List<String> WORDS =
            List.of("kernel", "spec", "device", "machine", "sizes", "params", FORMULA, "chosen");
    private static final String MEASURED = "measured";

    private final String name;
    private final List<TunedSchedule> schedules = new ArrayList<>();
    private final Map<String, String> block = new LinkedHashMap<>();
    private final List<String> measured = new ArrayList<>();
    private int line;

    private TunedText(String name) {
        this.name = name;
    }

    static String of(List<TunedSchedule> schedules) {
        var text = new StringBuilder(MAGIC + " " + VERSION + "\n");
        text.append("# Schedules that `weft tune` measured. A plan that is given this file takes what is chosen.\n");
        for (var schedule : schedules) {
            text.append('\n');
            line(text, "kernel", schedule.kernel());
            line(text, "spec", schedule.spec());
            line(text, "device", schedule.device());
            line(text, "machine", schedule.machine());
            line(text, "sizes", TunedSchedule.text(schedule.sizes()));
            line(text, "params", schedule.params());
            line(text, FORMULA, TunedSchedule.text(schedule.formula()) + NOTE + schedule.formulaNote());
            var chosen = schedule.chosen().isEmpty() ? FORMULA : TunedSchedule.text(schedule.chosen());
            line(text, "chosen", chosen + NOTE + schedule.chosenNote());
            schedule.measured().forEach(other -> line(text, MEASURED, other));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String word, String said) {
        text.append("%-9s%s".formatted(word, said).stripTrailing()).append('\n');
    }

    /// @param name the file's, for messages
    static TunedFile parse(String name, String text) {
        var parsed = new TunedText(name);
        for (var line : text.lines().toList()) {
            parsed.line++;
            parsed.read(line.strip());
        }
        parsed.end();
        return new TunedFile(name, parsed.schedules);
    }

    private void read(String text) {
        if (line == 1) {
            version(text);
        } else if (text.isEmpty()) {
            end();
        } else if (!text.startsWith("#")) {
            var words = text.split(" +", 2);
            var said = words.length == 1 ? "" : words[1];
            if (words[0].equals(MEASURED)) {
                measured.add(said);
            } else if (!WORDS.contains(words[0])) {
                throw damaged("`%s` is none of %s, %s".formatted(words[0], String.join(", ", WORDS), MEASURED));
            } else if (block.putIfAbsent(words[0], said) != null) {
                throw damaged("`%s` is said twice of one schedule".formatted(words[0]));
            }
        }
    }

    private void version(String text) {
        if (!text.startsWith(MAGIC + " ")) {
            throw damaged("a file of `weft tune` begins with `%s %d`".formatted(MAGIC, VERSION));
        }
        if (!text.equals(MAGIC + " " + VERSION)) {
            throw new TuningException(
                    "%s is of version %s, and this Weft reads version %d. Cure: measure anew with `weft tune`"
                            .formatted(name, text.substring(MAGIC.length()).strip(), VERSION));
        }
    }

    /// Takes in the schedule whose lines came to their end.
    private void end() {
        if (line == 0) {
            throw damaged("it is empty");
        }
        if (block.isEmpty() && measured.isEmpty()) {
            return;
        }
        for (var word : WORDS) {
            if (!block.containsKey(word)) {
                throw damaged("the schedule that ends here does not say its `%s`".formatted(word));
            }
        }
        var formula = said(FORMULA).split(NOTE, 2);
        var chosen = said("chosen").split(NOTE, 2);
        schedules.add(new TunedSchedule(
                said("kernel"),
                said("spec"),
                said("device"),
                said("machine"),
                numbers(said("sizes")),
                said("params"),
                numbers(formula[0]),
                formula.length == 1 ? "" : formula[1],
                chosen[0].equals(FORMULA) ? new LinkedHashMap<>() : numbers(chosen[0]),
                chosen.length == 1 ? "" : chosen[1],
                measured));
        block.clear();
        measured.clear();
    }

    private String said(String word) {
        return block.getOrDefault(word, "");
    }

    private SequencedMap<String, Integer> numbers(String text) {
        var numbers = new LinkedHashMap<String, Integer>();
        for (var each : text.isBlank() ? new String[0] : text.strip().split(" +")) {
            int equals = each.indexOf('=');
            try {
                numbers.put(each.substring(0, Math.max(0, equals)), Integer.parseInt(each.substring(equals + 1)));
            } catch (NumberFormatException e) {
                throw damaged("`%s` is no `name=number`".formatted(each));
            }
            if (equals < 1) {
                throw damaged("`%s` is no `name=number`".formatted(each));
            }
        }
        return numbers;
    }

    private TuningException damaged(String why) {
        return new TuningException("%s is damaged at line %d: %s. Cure: measure anew with `weft tune`"
                .formatted(name, Math.max(1, line), why));
    }
}
