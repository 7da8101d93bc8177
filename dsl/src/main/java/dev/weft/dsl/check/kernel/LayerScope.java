package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Scope;
import dev.weft.dsl.check.types.Value;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Param;
import dev.weft.dsl.model.Term;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/// The names of a stack, and what one of its lines calls the number of a layer.
///
/// @param index with an empty name, which nobody can ask for, where the line gives none
record LayerScope(Names stack, Param index) implements Scope {
    @Override
    public Optional<Value> find(String name, Span at) {
        return name.equals(index.name())
                ? Optional.of(new Value.Known(new Term.Parameter(index)))
                : stack.find(name, at);
    }

    @Override
    public Collection<String> names() {
        var all = new TreeSet<>(stack.names());
        all.add(index.name());
        all.remove("");
        return all;
    }

    @Override
    public boolean scores() {
        return false;
    }

    @Override
    public String place() {
        return stack.place();
    }
}
