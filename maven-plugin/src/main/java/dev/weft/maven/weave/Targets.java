package dev.weft.maven.weave;

import dev.weft.codegen.Target;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The names that a build gives to what kernels are woven for.
public final class Targets {
    private Targets() {}

    /// The targets that are named, in any case; if none is, all that need no more than the JDK.
    ///
    /// @throws IllegalArgumentException that names the wrong one and all right ones
    public static Set<Target> of(List<String> names) {
        var targets = EnumSet.noneOf(Target.class);
        names.forEach(name -> targets.add(target(name)));
        return targets.isEmpty() ? Target.jvm() : targets;
    }

    private static Target target(String name) {
        return Arrays.stream(Target.values())
                .filter(target -> target.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no target `%s`; there are %s".formatted(name.strip(), known())));
    }

    private static String known() {
        return Arrays.stream(Target.values())
                .map(target -> target.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
