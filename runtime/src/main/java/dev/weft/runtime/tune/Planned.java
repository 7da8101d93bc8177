package dev.weft.runtime.tune;

import java.util.SequencedMap;

/// What a plan is made for.
///
/// @param kernel its name
/// @param spec the hash of what it computes
/// @param device as it describes itself
/// @param sizes by dimension, in the kernel's order
public record Planned(String kernel, String spec, String device, SequencedMap<String, Integer> sizes) {}
