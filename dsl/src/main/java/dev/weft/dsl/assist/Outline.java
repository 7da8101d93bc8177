package dev.weft.dsl.assist;

import dev.weft.dsl.assist.Entry.Sort;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.SpecFile;
import java.util.List;
import java.util.Locale;

/// What a file declares, and what stands in it.
///
/// @param whole all of the declaration
public record Outline(Entry entry, Span whole, List<Outline> parts) {
    public Outline {
        parts = List.copyOf(parts);
    }

    /// The declarations of a file.
    public static List<Outline> of(SpecFile file) {
        return file.declarations().stream().map(Outline::of).toList();
    }

    private static Outline of(Declaration declaration) {
        return switch (declaration) {
            case Declaration.Function(var span, var doc, var name, var _, var _) ->
                new Outline(Entries.of(name, Sort.FUNCTION, "fn " + name.text(), doc), span, List.of());
            case Declaration.Signature(var span, var doc, var name, var _, var items) ->
                new Outline(Entries.of(name, Sort.SIGNATURE, "signature " + name.text(), doc), span, parts(items));
            case Declaration.Kernel kernel ->
                new Outline(
                        Entries.of(kernel.name(), Sort.KERNEL, title(kernel), kernel.doc()),
                        kernel.span(),
                        parts(kernel.items()));
        };
    }

    static String title(Declaration.Kernel kernel) {
        return kernel.kind().name().toLowerCase(Locale.ROOT) + " "
                + kernel.name().text();
    }

    private static List<Outline> parts(List<Item> items) {
        return items.stream()
                .flatMap(item ->
                        Entries.of(item, _ -> "").stream().map(entry -> new Outline(entry, item.span(), List.of())))
                .toList();
    }
}
