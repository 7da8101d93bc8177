package dev.weft.dsl.check.types;

import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.Optional;

/// How the shapes of operands combine.
public final class Shapes {
    private Shapes() {}

    /// The same shape of another kind.
    public static Type withKind(Type type, Kind kind) {
        return switch (type) {
            case Type.Scalar _ -> new Type.Scalar(kind);
            case Type.Vector(var _, var size) -> new Type.Vector(kind, size);
            case Type.Matrix(var _, var rows, var columns) -> new Type.Matrix(kind, rows, columns);
        };
    }

    /// Sizes in normal form, so that equal ones are equal as records.
    public static Type normal(Type type) {
        return switch (type) {
            case Type.Scalar scalar -> scalar;
            case Type.Vector(var kind, var size) -> new Type.Vector(kind, Sizes.normal(size));
            case Type.Matrix(var kind, var rows, var columns) ->
                new Type.Matrix(kind, Sizes.normal(rows), Sizes.normal(columns));
        };
    }

    /// Whether two sizes are the same for all values of the dims.
    public static boolean same(Term left, Term right) {
        return Sizes.normal(left).equals(Sizes.normal(right));
    }

    /// The shape that two operands have together, elementwise, with kind `kind`: equal shapes, or a scalar beside a
    /// vector; empty if they do not fit, and for matrices.
    static Optional<Type> elementwise(Type left, Type right, Kind kind) {
        return switch (normal(left)) {
            case Type.Scalar _ ->
                right instanceof Type.Matrix ? Optional.empty() : Optional.of(withKind(normal(right), kind));
            case Type.Vector(var _, var size) ->
                switch (normal(right)) {
                    case Type.Scalar _ -> Optional.of(new Type.Vector(kind, size));
                    case Type.Vector(var _, var other) ->
                        size.equals(other) ? Optional.of(new Type.Vector(kind, size)) : Optional.empty();
                    case Type.Matrix _ -> Optional.empty();
                };
            case Type.Matrix _ -> Optional.empty();
        };
    }
}
