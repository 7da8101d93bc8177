package dev.weft.dsl;

import dev.weft.dsl.check.Checker;
import dev.weft.dsl.check.Study;
import dev.weft.dsl.check.names.Library;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.model.CompilerBug;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Name;
import dev.weft.dsl.syntax.Parser;
import dev.weft.dsl.syntax.SpecFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// All passes from text to program, in their order:
///
/// 1. **parse**: text to [SpecFile], what was written; refuses what is not the language.
/// 2. **check**: [SpecFile] to [Program], what it means; finds imports, resolves names, types and sizes every node,
/// proves the facts; refuses what means nothing.
///
/// Neither changes a program, so none is verified: a [Program] cannot be built wrong. Everything the
/// writer of a spec can do wrong comes out as diagnostics; a [CompilerBug] is ours.
///
/// @param library where imports are found
/// @param defaultPackage the Java package of a file that names none; may be empty
public record Frontend(Library library, String defaultPackage) {
    /// A front that searches source roots in their order, then the class path.
    public static Frontend of(List<Path> roots, String defaultPackage) {
        return new Frontend(Library.of(roots), defaultPackage);
    }

    /// Every kernel of a source.
    public Result<Program> program(SourceText source) {
        return parse(source).then(file -> pass("check", () -> checker().check(file)));
    }

    /// One kernel of a source, whatever is wrong with the others.
    public Result<Program> kernel(SourceText source, String name) {
        return parse(source).then(file -> pass("check", () -> checker().check(file, name)));
    }

    /// The names of a source's kernels, in their order.
    public Result<List<String>> kernels(SourceText source) {
        return parse(source).then(file -> new Result.Ok<>(kernels(file), List.of()));
    }

    /// What checking a source finds out about its names, for an editor; refused only where it cannot be
    /// parsed.
    public Result<Study> study(SourceText source) {
        return parse(source)
                .then(file -> pass("check", () -> new Result.Ok<>(checker().study(file), List.of())));
    }

    private static Result<SpecFile> parse(SourceText source) {
        return pass("parse", () -> Parser.parse(source));
    }

    private Checker checker() {
        return new Checker(library, defaultPackage);
    }

    private static List<String> kernels(SpecFile file) {
        return file.declarations().stream()
                .filter(Declaration.Kernel.class::isInstance)
                .map(Declaration::name)
                .map(Name::text)
                .toList();
    }

    private static <T> T pass(String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | StackOverflowError e) {
            throw new CompilerBug(name, e);
        }
    }
}
