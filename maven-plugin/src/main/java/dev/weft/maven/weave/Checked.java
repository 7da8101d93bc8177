package dev.weft.maven.weave;

import dev.weft.dsl.Frontend;
import dev.weft.dsl.check.names.Library;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.model.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a look at all specs found out. Every spec is looked at, whatever is wrong with the others.
///
/// @param programs those that are right
/// @param diagnostics of all, in the order of the files
/// @param refused the specs that are wrong, as people see them
public record Checked(List<Program> programs, List<Diagnostic> diagnostics, List<String> refused) {
    public Checked {
        programs = List.copyOf(programs);
        diagnostics = List.copyOf(diagnostics);
        refused = List.copyOf(refused);
    }

    /// Parses and checks. Imports are found below the source root, then on the project's class path, then in `std`.
    public static Checked of(SpecFolder specs) {
        return of(specs, specs.read());
    }

    static Checked of(SpecFolder specs, List<SpecFolder.Spec> read) {
        var programs = new ArrayList<Program>();
        var diagnostics = new ArrayList<Diagnostic>();
        var refused = new ArrayList<String>();
        try (var classPath = new URLClassLoader(urls(specs.classPath()), null)) {
            var library = Library.of(List.of(specs.root()), classPath);
            for (var spec : read) {
                var result = new Frontend(library, spec.packageName()).program(spec.source());
                result.diagnostics().stream()
                        .filter(diagnostic -> !diagnostics.contains(diagnostic))
                        .forEach(diagnostics::add);
                switch (result) {
                    case Result.Ok<Program>(var program, var _) -> programs.add(program);
                    case Result.Refused<Program>(var _) ->
                        refused.add(spec.source().name());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checked(programs, diagnostics, refused);
    }

    private static URL[] urls(List<Path> classPath) throws MalformedURLException {
        var urls = new URL[classPath.size()];
        for (int at = 0; at < urls.length; at++) {
            urls[at] = classPath.get(at).toUri().toURL();
        }
        return urls;
    }
}
