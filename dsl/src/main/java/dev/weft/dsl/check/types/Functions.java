package dev.weft.dsl.check.types;

import dev.weft.dsl.syntax.Declaration;
import java.util.Collection;
import java.util.Optional;

/// The functions that one file may call.
public interface Functions {
    /// The function `name` and the file that it is at home in.
    Optional<Value.Function> function(String name);

    /// Every name there is, to guess what was meant.
    Collection<String> functionNames();

    /// Whether writing it out would never end; that has been reported where it is declared.
    boolean recursive(Declaration.Function function);
}
