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

    /// The forms that are named, in any case; all of them if none is.
    ///
    /// @throws IllegalArgumentException that names the wrong one and all right ones
    public static Set<Target> of(List<String> names) {
        var forms = EnumSet.noneOf(Target.class);
        names.forEach(name -> forms.add(form(name)));
        return forms.isEmpty() ? EnumSet.allOf(Target.class) : forms;
    }

    private static Target form(String name) {
        return Arrays.stream(Target.values())
                .filter(form -> form.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no target `%s`; there are %s".formatted(name.strip(), known())));
    }

    private static String known() {
        return Arrays.stream(Target.values())
                .map(form -> form.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
