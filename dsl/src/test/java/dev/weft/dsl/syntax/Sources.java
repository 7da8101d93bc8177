package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.diagnostic.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Sources for tests, and trees without their spans.
public final class Sources {
    private Sources() {}

    /// Every example of the language's own page, and every golden spec.
    public static List<SourceText> examples() {
        try (var files = Files.walk(Path.of("src", "test", "resources", "specs"))) {
            return files.filter(file -> file.toString().endsWith(".weft"))
                    .sorted()
                    .map(file -> new SourceText(file.getFileName().toString(), read(file)))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static SpecFile parse(String text) {
        return parse(new SourceText("test.weft", text));
    }

    public static SpecFile parse(SourceText source) {
        return switch (Parser.parse(source)) {
            case Result.Ok<SpecFile>(var file, var _) -> file;
            case Result.Refused<SpecFile>(var why) ->
                throw new AssertionError("does not parse: " + source.text() + "\n" + why);
        };
    }

    static Expr expr(String text) {
        return ((Declaration.Function) parse("fn f() = " + text).declarations().getFirst()).body();
    }

    /// The tree as nested text with everything but spans: equal for trees that are equal up to spans.
    public static String shape(Object node) {
        return switch (node) {
            case Span _, SourceText _ -> "";
            case List<?> list -> list.stream().map(Sources::shape).collect(Collectors.joining(",", "[", "]"));
            case Record tree -> {
                var out = new StringBuilder(tree.getClass().getSimpleName()).append('(');
                for (RecordComponent component : tree.getClass().getRecordComponents()) {
                    out.append(shape(value(tree, component))).append(' ');
                }
                yield out.append(')').toString();
            }
            default -> node.toString();
        };
    }

    private static Object value(Record tree, RecordComponent component) {
        try {
            return component.getAccessor().invoke(tree);
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError(broken.getMessage(), broken);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
