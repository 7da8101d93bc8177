package dev.weft.dsl.random;

import dev.weft.dsl.interpret.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// One legal spec, of an attention or a scan, and something to run it on.
///
/// @param seed what [RandomSpecs#of(long)] or [RandomScans#of(long)] makes it from
/// @param text the whole `.weft` file
/// @param kernel the name of the kernel to run
/// @param sizes of all dims that are not fixed
/// @param params of all params; a bool is 0 or 1
/// @param inputs by name, each element a number that the declared dtype holds exactly
public record RandomCase(
        long seed,
        String text,
        String kernel,
        Map<String, Integer> sizes,
        Map<String, Double> params,
        Map<String, Values> inputs) {
    public RandomCase {
        sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /// Sizes and params as the command line takes them: `B=1,N=33,w=4`.
    public String bind() {
        var bound = new LinkedHashMap<String, String>();
        sizes.forEach((name, size) -> bound.put(name, Integer.toString(size)));
        params.forEach(
                (name, value) -> bound.put(name, value == value.intValue() ? "" + value.intValue() : "" + value));
        return bound.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
    }

    /// What to paste to see it again.
    @Override
    public String toString() {
        return "// seed " + seed + ": --kernel " + kernel + " --bind " + bind() + "\n" + text;
    }
}
