package dev.weft.dsl.model;

import java.util.List;

/// The kernels of one checked file.
///
/// @param packageName the Java package of the generated classes; may be empty
/// @param file the name of the source, for headers and reports
public record Program(String packageName, String file, List<Attention> kernels) {
    public Program {
        kernels = List.copyOf(kernels);
    }
}
