package dev.weft.cli.lsp;

import dev.weft.dsl.Frontend;
import dev.weft.dsl.diagnostic.SourceText;
import java.nio.file.Path;

/// Says with which source roots a file is read.
@FunctionalInterface
public interface Fronts {
    /// The front for a file with this text.
    Frontend of(Path file, SourceText source);
}
