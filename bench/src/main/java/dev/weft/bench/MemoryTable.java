package dev.weft.bench;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What every contestant adds to the memory of the process, and how ours grows.
final class MemoryTable {
    private static final String LEGEND = """
            What making ready and one run add to the resident memory of the process at their peak, and what they keep on
            the JVM's heap, beside inputs and outputs (in the layout that the contestant wants): packed keys, scores,
            masks, threads' scratch. `/ keys` is how many times that holds all keys as f32, B G M D numbers.""";

    private MemoryTable() {}

    /// Writes nothing where nobody could count.
    static void write(Report report, Markdown markdown) {
        var counted = report.all().stream()
                .filter(result -> !Double.isNaN(result.memory()))
                .toList();
        if (counted.isEmpty()) {
            return;
        }
        markdown.section("Memory");
        markdown.head(3, "case", "sizes", "contestant", "memory", "/ keys");
        counted.forEach(result -> row(result, markdown));
        markdown.line("");
        markdown.line(LEGEND);
        markdown.line("");
        markdown.line(growth(counted));
    }

    private static void row(Result result, Markdown markdown) {
        markdown.row(
                result.problem().name(),
                result.problem().sizes(),
                result.contestant(),
                Markdown.format("%.1f MB", result.memory() / 1e6),
                Markdown.ratio(result.memoryOverKeys()));
    }

    /// The constant of our growth, where threads and rounding to pages weigh least: at the greatest size of every case.
    private static String growth(List<Result> counted) {
        var greatest = new LinkedHashMap<String, Result>();
        counted.stream()
                .filter(Result::isOurs)
                .forEach(result -> greatest.merge(result.problem().name(), result, MemoryTable::longer));
        return greatest.entrySet().stream()
                .max(Comparator.comparingDouble(entry -> entry.getValue().memoryOverKeys()))
                .map(MemoryTable::growth)
                .orElse("");
    }

    private static Result longer(Result one, Result other) {
        return other.problem().M() > one.problem().M() ? other : one;
    }

    private static String growth(Map.Entry<String, Result> most) {
        return "Ours is O(N D): at the greatest size of every case, at most %s times all keys (%s, %s)."
                .formatted(
                        Markdown.ratio(most.getValue().memoryOverKeys()),
                        most.getKey(),
                        most.getValue().problem().sizes());
    }
}
