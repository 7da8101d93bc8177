package dev.weft.dsl.diagnostic;

/// Characters of one line to underline: offsets into the line, `start` inclusive, `end` exclusive.
record Mark(int start, int end, boolean primary, String text) {}
