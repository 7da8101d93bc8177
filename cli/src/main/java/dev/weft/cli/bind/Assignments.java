package dev.weft.cli.bind;

import dev.weft.cli.console.UsageError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `NAME=VALUE` pairs as typed, in their order.
public record Assignments(Map<String, String> values) {
    public Assignments {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// Splits `N=4096,w=256`, given any number of times.
    ///
    /// @throws UsageError for a pair without a name or a value, or a name given twice
    public static Assignments list(String option, List<String> words) {
        return pairs(
                option,
                words.stream()
                        .flatMap(word -> java.util.Arrays.stream(word.split(",", -1)))
                        .toList());
    }

    /// Splits `NAME=VALUE` words, in whose values a comma is a comma.
    ///
    /// @throws UsageError as [#list]
    public static Assignments pairs(String option, List<String> words) {
        var values = new LinkedHashMap<String, String>();
        for (var word : words) {
            int equals = word.indexOf('=');
            if (equals <= 0 || equals == word.length() - 1) {
                throw new UsageError("%s takes NAME=VALUE, not `%s`".formatted(option, word));
            }
            var name = word.substring(0, equals).strip();
            if (values.put(name, word.substring(equals + 1).strip()) != null) {
                throw new UsageError("%s gives `%s` twice".formatted(option, name));
            }
        }
        return new Assignments(values);
    }
}
