package dev.weft.dsl.diagnostic;

/// A source file as read: its display name (a path as the user gave it) and its text.
public record SourceText(String name, String text) {}
