package dev.weft.dsl.model;

import java.util.List;

/// What a spec declares to be computed: an attention or a scan, with everything that is known about it.
public sealed interface Kernel permits Attention, Scan {
    String name();

    /// The `///` text, Markdown, without the slashes; may be empty.
    String doc();

    /// In declaration order.
    List<Dim> dims();

    /// Tensors and params in declaration order: what a façade's `run` takes.
    List<Argument> arguments();

    /// What `where` states.
    List<Fact> facts();

    /// The equations as written, for comments in generated code.
    Source source();

    /// The tensors among the arguments, those that are written included, in declaration order.
    default List<Tensor> tensors() {
        return arguments().stream()
                .filter(Tensor.class::isInstance)
                .map(Tensor.class::cast)
                .toList();
    }

    /// The run-time scalars among the arguments, in declaration order.
    default List<Param> params() {
        return arguments().stream()
                .filter(Param.class::isInstance)
                .map(Param.class::cast)
                .toList();
    }
}
