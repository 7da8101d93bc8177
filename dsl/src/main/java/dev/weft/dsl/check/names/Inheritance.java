package dev.weft.dsl.check.names;

import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.List;

/// The items of a kernel, those of its signatures first. A signature that comes by two ways counts once.
public final class Inheritance {
    private final Report report;
    private final List<Declaration.Signature> taken = new ArrayList<>();
    private final List<Owned> items = new ArrayList<>();

    private Inheritance(Report report) {
        this.report = report;
    }

    /// All items, in order.
    public static List<Owned> items(Declaration.Kernel kernel, Module module, Report report) {
        var inheritance = new Inheritance(report);
        kernel.parents().forEach(parent -> inheritance.take(parent, module, List.of()));
        kernel.items().forEach(item -> inheritance.items.add(new Owned(item, module, false)));
        return List.copyOf(inheritance.items);
    }

    /// All items of a signature, in order.
    public static List<Owned> items(Declaration.Signature signature, Module module, Report report) {
        var inheritance = new Inheritance(report);
        inheritance.take(signature.name(), module, List.of());
        return List.copyOf(inheritance.items);
    }

    private void take(Name parent, Module module, List<String> path) {
        var found = module.signature(parent.text());
        if (found.isEmpty()) {
            boolean kernel = module.kernels().containsKey(parent.text());
            report.error(
                    Code.UNKNOWN_SIGNATURE,
                    kernel
                            ? "`" + parent.text() + "` is a kernel, not a signature"
                            : "there is no signature `" + parent.text() + "`",
                    parent.span(),
                    kernel
                            ? "cannot be taken over"
                            : Suggestions.hint(parent.text(), module.signatureNames(), "unknown signature"),
                    "move what is shared into a `signature`");
            return;
        }
        var signature = found.get().signature();
        if (path.contains(parent.text())) {
            report.error(
                    Code.SIGNATURE_CYCLE,
                    "signature `" + parent.text() + "` takes over itself",
                    parent.span(),
                    String.join(" : ", path) + " : " + parent.text());
            return;
        }
        if (taken.contains(signature)) {
            return;
        }
        var further = new ArrayList<>(path);
        further.add(parent.text());
        signature.parents().forEach(grandparent -> take(grandparent, found.get().home(), further));
        taken.add(signature);
        signature.items().forEach(item -> items.add(new Owned(item, found.get().home(), true)));
    }
}
