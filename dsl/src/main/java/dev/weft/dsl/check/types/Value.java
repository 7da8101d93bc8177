package dev.weft.dsl.check.types;

import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.syntax.Declaration;
import java.util.List;

/// What an expression came to.
public sealed interface Value {
    /// Something that an equation may hold.
    record Known(Term term) implements Value {}

    /// A tensor by its bare name: to be indexed, or to be read where its declaration says.
    record Whole(Tensor tensor) implements Value {}

    /// `softmax(score)`: it meets values by `@` alone.
    record Weights(Row row) implements Value {}

    /// A function by its name, with its leading arguments already given.
    record Function(Functions home, Declaration.Function declaration, List<Value> leading) implements Value {
        public Function {
            leading = List.copyOf(leading);
        }
    }

    /// Something that was wrong and has been reported.
    enum Unknown implements Value {
        UNKNOWN
    }
}
