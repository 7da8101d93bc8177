package dev.weft.codegen.emit.tornado.rules;

import dev.weft.codegen.emit.GeneratedSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Checks that woven kernels keep to the part of Java that TornadoVM translates rightly: much of the rest it gets wrong
/// without a word. What it finds is a bug of the weaver.
public final class KernelVerifier {
    /// So many are told; a bug of the weaver is in every block that it unrolls.
    private static final int TOLD = 5;

    private KernelVerifier() {}

    /// Checks every kernel of a class.
    ///
    /// @throws IllegalStateException that names the class, the methods, the lines and the rules
    public static void verify(GeneratedSource source) {
        var breaches = breaches(source.className(), source.text());
        if (!breaches.isEmpty()) {
            var told = breaches.stream().limit(TOLD).map(Breach::toString).collect(Collectors.joining("\n  "));
            throw new IllegalStateException("%s breaks TornadoVM's rules: %s%s"
                    .formatted(
                            source.path(),
                            told,
                            breaches.size() > TOLD ? "\n  and %d more".formatted(breaches.size() - TOLD) : ""));
        }
    }

    static List<Breach> breaches(String name, String text) {
        var code = DeviceCode.parse(name, text);
        var breaches = new ArrayList<Breach>();
        List.of(
                        new Constructs(code, breaches),
                        new Exits(code, breaches),
                        new CarriedValues(code, breaches),
                        new Types(code, breaches),
                        new Calls(code, breaches),
                        new Arrays(code, breaches),
                        new Numbers(code, breaches),
                        new Barriers(code, breaches),
                        new ParallelLoops(code, breaches),
                        new TaskArguments(code, breaches),
                        new UnusedVariables(code, breaches))
                .forEach(Scan::run);
        breaches.sort(Comparator.comparingLong(Breach::line));
        return breaches;
    }
}
