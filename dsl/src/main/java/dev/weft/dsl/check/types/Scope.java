package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Span;
import java.util.Collection;
import java.util.Optional;

/// The names that an expression may use.
public interface Scope {
    /// What `name` stands for, or nothing if there is no such name.
    Optional<Value> find(String name, Span at);

    /// Every name there is, to guess what was meant.
    Collection<String> names();

    /// Whether there are scores here: rows of them belong to attentions.
    boolean scores();

    /// Where we are, such as "attention `CausalGqa`".
    String place();
}
