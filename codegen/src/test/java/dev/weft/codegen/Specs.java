package dev.weft.codegen;

import dev.weft.dsl.check.Checker;
import dev.weft.dsl.check.names.Library;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.syntax.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The specs of the tests.
public final class Specs {
    private Specs() {}

    /// The kernels of a file below `src/test/resources/specs`.
    public static List<Attention> file(String name) {
        try {
            return text(Files.readString(Path.of("src/test/resources/specs", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Attention kernel(String file, String name) {
        return file(file).stream()
                .filter(kernel -> kernel.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The kernels of a file below a root from which its imports come.
    public static List<Kernel> file(Path file, Path root) {
        try {
            return kernels(Files.readString(file), Library.of(List.of(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Attention> text(String text) {
        return kernels(text, Library.bundled()).stream()
                .map(Attention.class::cast)
                .toList();
    }

    private static List<Kernel> kernels(String text, Library library) {
        var checked = Parser.parse(new SourceText("test.weft", text)).then(spec -> Checker.check(spec, library));
        return switch (checked) {
            case Result.Ok<Program>(var program, var _) -> program.kernels();
            case Result.Refused<Program>(var why) -> throw new IllegalArgumentException(why.toString());
        };
    }

    /// Multi-head attention with a condition, and INT params `w` and `x`.
    public static Attention keeping(String condition) {
        return text("""
                attention Kept {
                  dim B, H, N, M, D
                  param w, x : i32
                  table doc : i32[B, N]
                  table prefix : i32[B]
                  table reach : i32[H]
                  query q : f32[B, H, N, D]
                  key k : f32[B, H, M, D]
                  value v : f32[B, H, M, D]
                  out o : f32[B, H, N, D]
                  score = q @ k
                  keep = %s
                  o = softmax(score) @ v
                }
                """.formatted(condition)).getFirst();
    }
}
