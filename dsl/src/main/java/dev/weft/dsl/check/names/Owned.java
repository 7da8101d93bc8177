package dev.weft.dsl.check.names;

import dev.weft.dsl.syntax.Item;

/// An item of a kernel and the file whose functions it may call.
///
/// @param inherited whether it comes from a signature
public record Owned(Item item, Module home, boolean inherited) {}
