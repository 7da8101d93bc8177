package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.model.Source;
import dev.weft.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.List;

/// The lets and equations as written, for comments in what is generated.
final class Sources {
    private Sources() {}

    static Source of(List<Owned> items) {
        var lines = new ArrayList<Source.Line>();
        for (Owned owned : items) {
            if (owned.item() instanceof Item.LetItem(var span, var name, var _)) {
                lines.add(new Source.Line(name.text(), right(span.text())));
            } else if (owned.item() instanceof Item.EquationItem item) {
                lines.add(new Source.Line(item.name().text(), right(item.span().text())));
            }
        }
        return new Source(lines);
    }

    /// What stands right of the first `=`, without comments, white space folded.
    private static String right(String line) {
        return line.substring(line.indexOf('=') + 1)
                .replaceAll("//[^\n]*", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
