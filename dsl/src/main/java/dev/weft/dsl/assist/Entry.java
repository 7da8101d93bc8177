package dev.weft.dsl.assist;

import dev.weft.dsl.diagnostic.Span;
import java.util.List;

/// A name and what there is to say about it.
///
/// @param title its declaration or signature, as code
/// @param text what it is, in words; may be empty
/// @param places where it is declared: one place, or none for what the language itself has
public record Entry(String name, Sort sort, String title, String text, List<Span> places) {
    public Entry {
        places = List.copyOf(places);
    }

    /// What sort of thing a name stands for.
    public enum Sort {
        WORD,
        BUILTIN,
        ALGORITHM,
        DTYPE,
        INDEX,
        FUNCTION,
        PARAMETER,
        SIGNATURE,
        KERNEL,
        DIM,
        PARAM,
        CONST,
        LET,
        TENSOR,
        EQUATION
    }
}
