package dev.weft.dsl.diagnostic;

/// The colours of a terminal, or none.
enum Paint {
    NONE,
    ANSI;

    String severity(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> in("1;31", text);
            case WARNING -> in("1;33", text);
        };
    }

    String strong(String text) {
        return in("1", text);
    }

    String gutter(String text) {
        return in("1;34", text);
    }

    private String in(String style, String text) {
        return switch (this) {
            case NONE -> text;
            case ANSI -> "\u001B[" + style + "m" + text + "\u001B[0m";
        };
    }
}
