package dev.weft.dsl.model;

/// What an attention needs of earlier tokens when a sequence goes on, read off its `keep`.
public sealed interface Memory {
    /// The last `tokens` tokens before a query's own.
    ///
    /// @param tokens an INT term over params and constants; below 0 it counts as 0
    record Last(Term tokens) implements Memory {}

    /// All of them.
    record All() implements Memory {}

    /// Its equations say something else for one token at a time than for all at once.
    ///
    /// @param why such as "a query may keep keys that come after it"
    record Whole(String why) implements Memory {}
}
