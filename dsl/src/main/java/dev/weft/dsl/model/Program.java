package dev.weft.dsl.model;

import java.util.List;

/// The kernels of one checked file.
///
/// @param packageName the Java package of the generated classes; may be empty
/// @param file the name of the source, for headers and reports
/// @param stacks stacks of these kernels
/// @param texts what it was read from: the file's own text, then those of its imports, each once
public record Program(String packageName, String file, List<Kernel> kernels, List<Stack> stacks, List<String> texts) {
    public Program {
        kernels = List.copyOf(kernels);
        stacks = List.copyOf(stacks);
        texts = List.copyOf(texts);
    }

    /// Kernels without stacks.
    public Program(String packageName, String file, List<Kernel> kernels, List<String> texts) {
        this(packageName, file, kernels, List.of(), texts);
    }

    /// The same in another package.
    public Program in(String otherPackage) {
        return new Program(otherPackage, file, kernels, stacks, texts);
    }
}
