package dev.weft.codegen.walk;

import dev.weft.codegen.Pipeline;
import dev.weft.codegen.Target;
import dev.weft.codegen.emit.GeneratedSource;
import dev.weft.dsl.golden.Meaning;
import dev.weft.dsl.interpret.Interpreter;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.random.RandomCase;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A case with its meaning.
///
/// @param packageName where its kernel is generated: one of its own, so that many compile together
record Spec(RandomCase one, Kernel kernel, String packageName) {
    static Spec of(RandomCase one) {
        return new Spec(one, Meaning.kernel(one.text(), one.kernel()), "random.s" + Long.toUnsignedString(one.seed()));
    }

    /// The same kernel on other numbers.
    Spec on(RandomCase other) {
        return new Spec(other, kernel, packageName);
    }

    List<GeneratedSource> sources(Set<Target> targets) {
        return Pipeline.java(new Program(packageName, "random.weft", List.of(kernel), List.of()), kernel, targets);
    }

    /// The qualified name of the class that callers see.
    String facade() {
        return packageName + "." + kernel.name();
    }

    /// What must come out.
    Map<String, Values> expected() {
        return Interpreter.run(kernel, one.sizes(), one.params(), one.inputs());
    }

    /// Multiplications of the products, about.
    long work() {
        long queries = one.sizes().getOrDefault("N", 1);
        long keys = one.sizes().getOrDefault("M", 0);
        keys = Math.max(
                keys, (long) one.sizes().getOrDefault("L", 0) * one.sizes().getOrDefault("P", 0));
        long rows = (long) one.sizes().getOrDefault("B", 1) * one.sizes().getOrDefault("H", 1) * queries;
        long features = one.inputs().values().stream()
                .mapToLong(values -> values.shape().length == 0 ? 1 : values.shape()[values.shape().length - 1])
                .max()
                .orElse(1);
        return rows * Math.max(keys, queries) * Math.min(features, 256);
    }
}
