package dev.weft.dsl.check.names;

import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.check.types.Builtins;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Name;
import dev.weft.dsl.syntax.Parser;
import dev.weft.dsl.syntax.SpecFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows the imports of a file, each file once.
public final class Modules {
    private final Library library;
    private final Report report;
    private final Map<String, Module> loaded = new HashMap<>();
    private final List<Open> open = new ArrayList<>();

    private Modules(Library library, Report report) {
        this.library = library;
        this.report = report;
    }

    /// The module of `file`, with everything that it imports.
    public static Module load(SpecFile file, Library library, Report report) {
        return new Modules(library, report).module(file, file.source().name());
    }

    private Module module(SpecFile file, String name) {
        open.add(new Open(name, file.source()));
        JavaNames.packageOf(file, report);
        var imports = new ArrayList<Module>();
        for (SpecFile.ImportLine line : file.imports()) {
            imported(line).ifPresent(imports::add);
        }
        open.removeLast();
        var functions = new LinkedHashMap<String, Declaration.Function>();
        var signatures = new LinkedHashMap<String, Declaration.Signature>();
        var kernels = new LinkedHashMap<String, Declaration.Kernel>();
        var first = new HashMap<String, Name>();
        for (Declaration declaration : file.declarations()) {
            if (!fresh(declaration.name(), first)) {
                continue;
            }
            switch (declaration) {
                case Declaration.Function function -> {
                    functions.put(function.name().text(), function);
                    if (Builtins.NAMES.contains(function.name().text())) {
                        report.error(
                                Code.RESERVED_NAME,
                                "`" + function.name().text() + "` is a function of the language",
                                function.name().span(),
                                "cannot be declared anew",
                                "take another name");
                    }
                }
                case Declaration.Signature signature ->
                    signatures.put(signature.name().text(), signature);
                case Declaration.Kernel kernel -> {
                    kernels.put(kernel.name().text(), kernel);
                    JavaNames.kernel(kernel.name(), report);
                }
            }
        }
        var looping = Recursion.find(functions, report);
        return new Module(file, functions, signatures, kernels, imports, looping);
    }

    private boolean fresh(Name name, Map<String, Name> first) {
        var before = first.putIfAbsent(name.text(), name);
        if (before == null) {
            return true;
        }
        report.add(Diagnostic.error(
                        Code.DUPLICATE_NAME, "`" + name.text() + "` is declared twice", name.span(), "declared again")
                .because(before.span(), "first declared here")
                .help("give one of them another name"));
        return false;
    }

    private Optional<Module> imported(SpecFile.ImportLine line) {
        var known = loaded.get(line.name());
        if (known != null) {
            return Optional.of(known);
        }
        var source = library.find(line.name());
        if (source.isEmpty()) {
            report.error(
                    Code.IMPORT_NOT_FOUND,
                    "there is no `" + line.name() + "` to import",
                    line.span(),
                    "looked for `" + Library.path(line.name()) + "` in " + library.places(),
                    dev.weft.dsl.check.report.Suggestions.nearest(line.name(), library.bundledNames())
                            .map(name -> "did you mean `import " + name + "`?")
                            .orElse("an import names a file below a source root: `a.b` is `a/b.weft`"));
            return Optional.empty();
        }
        for (int at = 0; at < open.size(); at++) {
            if (open.get(at).name().equals(line.name())
                    || open.get(at).source().text().equals(source.get().text())) {
                var cycle = new ArrayList<>(
                        open.subList(at, open.size()).stream().map(Open::name).toList());
                cycle.add(open.get(at).name());
                report.error(
                        Code.IMPORT_CYCLE,
                        "these files import each other: " + String.join(" -> ", cycle),
                        line.span(),
                        "closes the circle",
                        "move what both need into a third file");
                return Optional.empty();
            }
        }
        return switch (Parser.parse(source.get())) {
            case Result.Refused<SpecFile>(var why) -> {
                why.forEach(report::add);
                yield Optional.empty();
            }
            case Result.Ok<SpecFile>(var file, var warnings) -> {
                warnings.forEach(report::add);
                var module = module(file, line.name());
                loaded.put(line.name(), module);
                yield Optional.of(module);
            }
        };
    }

    /// A file whose imports are being followed.
    private record Open(String name, SourceText source) {}
}
