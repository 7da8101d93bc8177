package dev.weft.cli.explain;

import dev.weft.cli.run.Mentions;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.List;
import java.util.stream.Stream;

/// The tensors that decide which pairs count, so that sizes alone do not.
public final class MaskTables {
    private MaskTables() {}

    /// Their names, in declaration order.
    public static List<String> of(Attention attention) {
        return attention.tensors().stream()
                .map(Tensor::name)
                .filter(name -> Stream.of(attention.keys(), attention.exists(), attention.keep())
                        .anyMatch(term -> Mentions.any(
                                term,
                                part -> part instanceof Term.Element(var read, var _)
                                        && read.name().equals(name))))
                .toList();
    }
}
