package dev.weft.dsl.model;

import java.util.List;

/// Layers, numbered from 1, each of which is an attention. All attentions have the same dims and tensors.
///
/// @param doc the `///` text, Markdown, without the slashes; may be empty
/// @param params what the caller gives when a plan is made
/// @param facts what `where` states of params
public record Stack(String name, String doc, List<Param> params, List<Fact> facts, List<LayerLine> lines) {
    public Stack {
        params = List.copyOf(params);
        facts = List.copyOf(facts);
        lines = List.copyOf(lines);
    }

    /// The different attentions, in the order of the lines.
    public List<Attention> kernels() {
        return lines.stream().map(LayerLine::kernel).distinct().toList();
    }
}
