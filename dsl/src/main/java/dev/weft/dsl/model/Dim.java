package dev.weft.dsl.model;

import java.util.List;

/// A named size.
public sealed interface Dim {
    String name();

    /// Bound when a plan is made; at least 0.
    record Symbolic(String name) implements Dim {}

    /// `dim D = 64`
    record Fixed(String name, int value) implements Dim {}

    /// `dim D in {64, 128}`: one kernel per value.
    record Specialised(String name, List<Integer> values) implements Dim {
        public Specialised {
            values = List.copyOf(values);
        }
    }
}
