package dev.weft.dsl.assist;

import dev.weft.dsl.assist.Entry.Sort;
import dev.weft.dsl.check.Study;
import dev.weft.dsl.check.names.Inheritance;
import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The names of a file, as they are seen from inside of one of its declarations.
///
/// @param study what is known of the file
public record Glossary(Study study) {
    /// What a word stands for.
    ///
    /// @param declaration the name of the declaration that it is used in; may be empty
    public Optional<Entry> find(String word, String declaration) {
        return Optional.ofNullable(byName(declaration).get(word));
    }

    /// All names that may be used, each once: those of the declaration, of the file, of its imports, of
    /// the language.
    public List<Entry> entries(String declaration) {
        return List.copyOf(byName(declaration).values());
    }

    private Map<String, Entry> byName(String declaration) {
        var entries = new LinkedHashMap<String, Entry>();
        var module = study.module();
        var found = module.file().declarations().stream()
                .filter(one -> one.name().text().equals(declaration))
                .findFirst();
        found.ifPresent(one -> own(one).forEach(entry -> entries.putIfAbsent(entry.name(), entry)));
        declared(module).forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        module.imports().stream()
                .flatMap(imported -> declared(imported).stream())
                .filter(entry -> entry.sort() != Sort.KERNEL)
                .forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        Manual.entries().forEach(entry -> entries.putIfAbsent(entry.name(), entry));
        return entries;
    }

    private List<Entry> own(Declaration declaration) {
        return switch (declaration) {
            case Declaration.Function function ->
                function.parameters().stream()
                        .map(name -> Entries.of(name, Sort.PARAMETER, title(function), ""))
                        .toList();
            case Declaration.Signature signature ->
                entries(Inheritance.items(signature, study.module(), new Report()), signature.name());
            case Declaration.Kernel kernel -> {
                var entries = new ArrayList<>(
                        entries(Inheritance.items(kernel, study.module(), new Report()), kernel.name()));
                entries.addAll(Entries.letters(kernel.kind()));
                yield entries;
            }
        };
    }

    private List<Entry> entries(List<Owned> items, Name kernel) {
        return items.stream()
                .flatMap(owned -> Entries.of(owned.item(), name -> type(kernel, name)).stream())
                .toList();
    }

    private String type(Name kernel, Name name) {
        return study.meanings().stream()
                .filter(meaning -> meaning.kernel().equals(kernel.text())
                        && meaning.name().text().equals(name.text()))
                .map(meaning -> meaning.type())
                .findFirst()
                .orElse("");
    }

    private static List<Entry> declared(Module module) {
        return module.file().declarations().stream()
                .map(declaration -> switch (declaration) {
                    case Declaration.Function function ->
                        Entries.of(function.name(), Sort.FUNCTION, title(function), function.doc());
                    case Declaration.Signature signature ->
                        Entries.of(
                                signature.name(),
                                Sort.SIGNATURE,
                                "signature " + signature.name().text(),
                                signature.doc());
                    case Declaration.Kernel kernel ->
                        Entries.of(kernel.name(), Sort.KERNEL, Outline.title(kernel), kernel.doc());
                })
                .toList();
    }

    private static String title(Declaration.Function function) {
        return "fn " + function.name().text()
                + function.parameters().stream().map(Name::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
