package dev.weft.dsl.check.report;

import dev.weft.dsl.syntax.Name;

/// What a declared name came to in one kernel.
///
/// @param kernel the kernel's name
/// @param type in words, such as "a vector of D reals"
public record Meaning(String kernel, Name name, String type) {}
