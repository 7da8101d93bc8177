package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.diagnostic.Span;
import java.util.List;

/// One `.weft` file as written.
///
/// @param packageName zero or one `package` line; empty when the file gives none
public record SpecFile(
        SourceText source, List<PackageLine> packageName, List<ImportLine> imports, List<Declaration> declarations) {
    public SpecFile {
        packageName = List.copyOf(packageName);
        imports = List.copyOf(imports);
        declarations = List.copyOf(declarations);
    }

    /// `package a.b`
    public record PackageLine(Span span, String name) {}

    /// `import a.b`
    public record ImportLine(Span span, String name) {}
}
