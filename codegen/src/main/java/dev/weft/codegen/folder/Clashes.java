package dev.weft.codegen.folder;

import dev.weft.codegen.emit.GeneratedSource;
import java.util.HashSet;
import java.util.List;

/// Sources that cannot stand in one folder together.
public final class Clashes {
    private Clashes() {}

    /// One sentence for each class that would be written twice.
    public static List<String> of(List<GeneratedSource> sources) {
        var seen = new HashSet<String>();
        return sources.stream()
                .map(GeneratedSource::qualifiedName)
                .filter(name -> !seen.add(name))
                .distinct()
                .map(name ->
                        "two kernels would both be " + name + "; rename one, or give their specs different packages")
                .toList();
    }
}
