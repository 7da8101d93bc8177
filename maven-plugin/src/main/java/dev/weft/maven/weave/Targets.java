package dev.weft.maven.weave;

import dev.weft.codegen.schedule.JvmForm;
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
    public static Set<JvmForm> of(List<String> names) {
        var forms = EnumSet.noneOf(JvmForm.class);
        names.forEach(name -> forms.add(form(name)));
        return forms.isEmpty() ? EnumSet.allOf(JvmForm.class) : forms;
    }

    private static JvmForm form(String name) {
        return Arrays.stream(JvmForm.values())
                .filter(form -> form.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no target `%s`; there are %s".formatted(name.strip(), known())));
    }

    private static String known() {
        return Arrays.stream(JvmForm.values())
                .map(form -> form.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
