package dev.weft.dsl.model;

import java.util.List;

/// One line of a stack: `layer l in 1 ..< L + 1 where l mod 6 == 0 : Full(T = T)`.
///
/// @param index what the number of a layer is called in `condition` and `arguments`; an i32. Its name is empty where
/// the
///     line gives none
/// @param first the number of the first layer, an INT term over params
/// @param end the number behind the last one
/// @param condition BOOL over params and the index: which of them are meant
/// @param arguments one term per param of the kernel, in declaration order, over params and the index
/// @param layers which layers, as written: `1 ..< L`
/// @param call what they are, as written: `WindowRope(w = w)`
public record LayerLine(
        Param index,
        Term first,
        Term end,
        Term condition,
        Attention kernel,
        List<Term> arguments,
        String layers,
        String call) {
    public LayerLine {
        arguments = List.copyOf(arguments);
    }
}
