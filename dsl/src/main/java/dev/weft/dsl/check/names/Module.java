package dev.weft.dsl.check.names;

import dev.weft.dsl.check.types.Functions;
import dev.weft.dsl.check.types.Value;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.SpecFile;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One file with the files that it imports. Its own names win over imported ones.
///
/// @param looping its functions that call themselves, directly or not
public record Module(
        SpecFile file,
        Map<String, Declaration.Function> functions,
        Map<String, Declaration.Signature> signatures,
        Map<String, Declaration.Kernel> kernels,
        List<Module> imports,
        List<Declaration.Function> looping)
        implements Functions {
    public Module {
        imports = List.copyOf(imports);
        looping = List.copyOf(looping);
    }

    /// The text of this file, then those of all files that it draws in, each once.
    public List<String> texts() {
        var texts = new LinkedHashSet<String>();
        draw(texts);
        return List.copyOf(texts);
    }

    private void draw(Set<String> texts) {
        if (texts.add(file.source().text())) {
            imports.forEach(module -> module.draw(texts));
        }
    }

    @Override
    public Optional<Value.Function> function(String name) {
        return home(name, Module::functions)
                .flatMap(home -> Optional.ofNullable(home.functions.get(name))
                        .map(function -> new Value.Function(home, function, List.of())));
    }

    @Override
    public Collection<String> functionNames() {
        var names = new TreeSet<>(functions.keySet());
        imports.forEach(module -> names.addAll(module.functions.keySet()));
        return names;
    }

    @Override
    public boolean recursive(Declaration.Function function) {
        return looping.contains(function);
    }

    /// The signature `name` and the file that it is at home in.
    Optional<Inherited> signature(String name) {
        return home(name, Module::signatures)
                .flatMap(home -> Optional.ofNullable(home.signatures.get(name))
                        .map(signature -> new Inherited(home, signature)));
    }

    Collection<String> signatureNames() {
        var names = new TreeSet<>(signatures.keySet());
        imports.forEach(module -> names.addAll(module.signatures.keySet()));
        return names;
    }

    private Optional<Module> home(String name, java.util.function.Function<Module, Map<String, ?>> table) {
        if (table.apply(this).containsKey(name)) {
            return Optional.of(this);
        }
        return imports.stream()
                .filter(module -> table.apply(module).containsKey(name))
                .findFirst();
    }

    /// A signature and the file that it is at home in.
    record Inherited(Module home, Declaration.Signature signature) {}
}
