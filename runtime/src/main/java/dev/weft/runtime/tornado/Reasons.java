package dev.weft.runtime.tornado;

import java.util.regex.Pattern;

/// The one line of a failure that says most.
final class Reasons {
    /// TornadoVM paints some of its messages.
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private Reasons() {}

    static String of(Throwable thrown) {
        var deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        var message = COLOUR.matcher(String.valueOf(deepest.getMessage()))
                .replaceAll("")
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return deepest.getClass().getSimpleName() + (message.isEmpty() || message.equals("null") ? "" : ": " + message);
    }
}
