package dev.weft.dsl.random;

import dev.weft.dsl.interpret.Values;
import java.util.LinkedHashMap;

/// Random specs some of whose vectors hold what is no number, or infinite.
public final class SpecialValues {
    private SpecialValues() {}

    /// The case of a seed with special elements in `q`, `k` or `v`: few enough that some rows stay clean.
    public static RandomCase of(long seed) {
        var plain = RandomSpecs.of(seed);
        var choice = new Choice(seed ^ 0x5eed);
        var inputs = new LinkedHashMap<>(plain.inputs());
        inputs.computeIfPresent("v", (_, values) -> {
            var special = with(choice, values, Double.NaN, choice.between(1, 4));
            return with(choice, special, choice.of(INFINITIES), choice.between(0, 2));
        });
        if (choice.chance(0.5)) {
            inputs.computeIfPresent("k", (_, values) -> with(choice, values, Double.NaN, choice.between(1, 2)));
        }
        if (choice.chance(0.2)) {
            inputs.computeIfPresent("q", (_, values) -> with(choice, values, Double.NaN, 1));
        }
        return new RandomCase(seed, plain.text(), plain.kernel(), plain.sizes(), plain.params(), inputs);
    }

    private static final Double[] INFINITIES = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private static Values with(Choice choice, Values values, double special, int times) {
        var data = values.data().clone();
        for (int n = 0; n < times && data.length > 0; n++) {
            data[choice.between(0, data.length - 1)] = special;
        }
        return new Values(values.shape(), data);
    }
}
