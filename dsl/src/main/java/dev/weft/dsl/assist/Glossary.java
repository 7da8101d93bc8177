package dev.weft.dsl.assist;

import dev.weft.dsl.assist.Entry.Sort;
import dev.weft.dsl.check.Study;
import dev.weft.dsl.check.names.Inheritance;
import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.KernelKind;
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
    /// @param spot where it is used
    public Optional<Entry> find(String word, Spot spot) {
        return Optional.ofNullable(byName(spot).get(word));
    }

    /// All names that may be used, each once: those of the line, of the declaration, of the file, of its
    /// imports, of the language. Where only an attention may stand, those of the file; where an argument
    /// may begin, the params of the attention first.
    public List<Entry> entries(Spot spot) {
        var parts = spot.layer().stream().map(Layer::part).toList();
        if (parts.contains(Layer.Part.ATTENTION)) {
            return attentions();
        }
        var entries = new LinkedHashMap<String, Entry>();
        if (parts.contains(Layer.Part.ARGUMENT)) {
            params(spot.layer().getFirst()).forEach(entry -> entries.put(entry.name(), entry));
        }
        byName(spot).forEach(entries::putIfAbsent);
        return List.copyOf(entries.values());
    }

    private List<Entry> attentions() {
        return study.module().kernels().values().stream()
                .filter(kernel -> kernel.kind() == KernelKind.ATTENTION)
                .map(Glossary::entry)
                .toList();
    }

    /// The params of a line's attention.
    private List<Entry> params(Layer layer) {
        return Optional.ofNullable(study.module().kernels().get(layer.attention())).stream()
                .flatMap(kernel -> own(kernel).stream())
                .filter(entry -> entry.sort() == Sort.PARAM)
                .toList();
    }

    /// The number of the layer, and in front of `=` the params of the attention, which win over the stack's.
    private List<Entry> line(Layer layer) {
        var entries = new ArrayList<>(layer.part() == Layer.Part.NAME ? params(layer) : List.<Entry>of());
        layer.index()
                .forEach(index -> entries.add(new Entry(
                        index.text(),
                        Sort.INDEX,
                        index.text(),
                        "the number of the layer, an integer from 1",
                        List.of(index.span()))));
        return entries;
    }

    private Map<String, Entry> byName(Spot spot) {
        var entries = new LinkedHashMap<String, Entry>();
        spot.layer().forEach(layer -> line(layer).forEach(entry -> entries.putIfAbsent(entry.name(), entry)));
        var module = study.module();
        var found = module.file().declarations().stream()
                .filter(one -> one.name().text().equals(spot.declaration()))
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
                    case Declaration.Kernel kernel -> entry(kernel);
                })
                .toList();
    }

    private static Entry entry(Declaration.Kernel kernel) {
        return Entries.of(kernel.name(), Sort.KERNEL, Outline.title(kernel), kernel.doc());
    }

    private static String title(Declaration.Function function) {
        return "fn " + function.name().text()
                + function.parameters().stream().map(Name::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
