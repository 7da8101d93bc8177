package dev.weft.runtime.tornado;

/// The one line of a failure that says most.
final class Reasons {
    private Reasons() {}

    static String of(Throwable thrown) {
        var deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        var message = String.valueOf(deepest.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return deepest.getClass().getSimpleName() + (message.isEmpty() || message.equals("null") ? "" : ": " + message);
    }
}
