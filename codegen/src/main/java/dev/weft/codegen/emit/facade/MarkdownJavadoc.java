package dev.weft.codegen.emit.facade;

import java.util.stream.Collectors;

/// Turns the documentation comments that JavaPoet writes, stars and all, into Markdown ones.
final class MarkdownJavadoc {
    private static final String OPEN = "/**";
    private static final String CLOSE = " */";

    private boolean inside;

    private MarkdownJavadoc() {}

    static String of(String text) {
        var state = new MarkdownJavadoc();
        return text.lines().flatMap(line -> state.line(line).lines()).collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(String line) {
        var indent = line.substring(0, line.length() - line.stripLeading().length());
        if (!inside) {
            inside = line.strip().equals(OPEN);
            return inside ? "" : line.isEmpty() ? "\n" : line;
        }
        if (line.equals(indent.isEmpty() ? CLOSE : indent + "*/")) {
            inside = false;
            return "";
        }
        var words = line.stripLeading().substring(1);
        return (indent.isEmpty() ? "" : indent.substring(1)) + ("///" + words).stripTrailing();
    }
}
