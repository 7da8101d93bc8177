package dev.weft.codegen.emit;

import dev.weft.codegen.tile.Signature;
import java.util.stream.Collectors;

/// The equations that a class computes, as its documentation quotes them.
public final class Equations {
    private Equations() {}

    /// One line each, as preformatted text of a Javadoc comment.
    public static String text(Signature signature) {
        return signature.source().stream()
                .map(equation -> equation.name() + " = "
                        + equation.text().replace("&", "&amp;").replace("<", "&lt;") + "\n")
                .collect(Collectors.joining("", "<pre>\n", "</pre>"));
    }
}
