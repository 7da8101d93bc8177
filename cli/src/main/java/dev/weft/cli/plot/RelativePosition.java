package dev.weft.cli.plot;

import dev.weft.cli.console.Failure;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Rotation;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Terms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The relative position of a query and a key, derived from the score: a product of a vector that turns by p
/// and one that turns by r depends on p - r alone, since `(R_p q) · (R_r k) = q · R_(r - p) k`. A product of
/// vectors that do not turn has no position, or 0 where the other branch of a choice has one.
public final class RelativePosition {
    private final Attention attention;
    private final Set<Rotation> rotations = new LinkedHashSet<>();

    private RelativePosition(Attention attention) {
        this.attention = attention;
    }

    /// A real term over b, h, i and j.
    ///
    /// @throws Failure if the score turns nothing, or has no relative position
    public static Term of(Attention attention) {
        var derivation = new RelativePosition(attention);
        var found = derivation.scalar(attention.score());
        return switch (found) {
            case Found.None() ->
                throw new Failure(attention.name()
                        + " turns neither queries nor keys: its score has no `rope`, and so no relative positions");
            case Found.At(var position) -> position;
        };
    }

    /// The rotations of a score, each once.
    public static List<Rotation> rotations(Attention attention) {
        var found = new LinkedHashSet<Rotation>();
        collect(attention.score(), found);
        return List.copyOf(found);
    }

    private static void collect(Term term, Set<Rotation> found) {
        if (term instanceof Term.Rotate(var _, var _, var rotation)) {
            found.add(rotation);
        }
        Terms.children(term).forEach(child -> collect(child, found));
    }

    /// What was found in a part of the score.
    private sealed interface Found {
        record None() implements Found {}

        record At(Term position) implements Found {}
    }

    private Found scalar(Term term) {
        return switch (term) {
            case Term.Contract(var _, var left, var right) -> product(left, right);
            case Term.Choose(var _, var when, var then, var otherwise) -> choice(when, scalar(then), scalar(otherwise));
            case Term.Rotate _, Term.Fold _ ->
                any(term) ? refuse("uses turned vectors otherwise than in products") : new Found.None();
            case Term other ->
                agreed(Terms.children(other).stream().map(this::scalar).toList());
        };
    }

    private static boolean any(Term term) {
        return Terms.any(term, Term.Rotate.class::isInstance);
    }

    private Found product(Term left, Term right) {
        if (left.type() instanceof Type.Matrix) {
            return any(right) ? refuse("multiplies a turned vector with a matrix") : new Found.None();
        }
        rotations.clear();
        var one = vector(left);
        var other = vector(right);
        if (one instanceof Found.None && other instanceof Found.None) {
            return new Found.None();
        }
        if (rotations.size() > 1) {
            return refuse("turns the two vectors of a product by different angles");
        }
        boolean swapped = Terms.mentions(right, Axis.QUERY) && !Terms.mentions(left, Axis.QUERY);
        return new Found.At(real(Op.SUBTRACT, position(swapped ? other : one), position(swapped ? one : other)));
    }

    private Found vector(Term term) {
        return switch (term) {
            case Term.Rotate(var inner, var position, var rotation) -> {
                rotations.add(rotation);
                yield switch (vector(inner)) {
                    case Found.None() -> new Found.At(position);
                    case Found.At(var before) -> new Found.At(real(Op.ADD, before, position));
                };
            }
            case Term.Choose(var _, var when, var then, var otherwise) -> choice(when, vector(then), vector(otherwise));
            case Term.Apply(var _, var _, var arguments) -> {
                var vectors = arguments.stream()
                        .filter(argument -> argument.type() instanceof Type.Vector)
                        .map(this::vector)
                        .distinct()
                        .toList();
                yield vectors.size() > 1 ? refuse("joins vectors that turn differently") : vectors.getFirst();
            }
            case Term other -> any(other) ? refuse("changes a turned vector before its product") : new Found.None();
        };
    }

    private static Found choice(Term when, Found then, Found otherwise) {
        return then.equals(otherwise)
                ? then
                : new Found.At(new Term.Choose(Type.REAL, when, position(then), position(otherwise)));
    }

    /// Of several parts those count that turn, and they must agree.
    private Found agreed(List<Found> parts) {
        var turning = new ArrayList<>(parts.stream().distinct().toList());
        turning.removeIf(Found.None.class::isInstance);
        return switch (turning.size()) {
            case 0 -> new Found.None();
            case 1 -> turning.getFirst();
            default -> refuse("has several products whose relative positions differ");
        };
    }

    private static Term position(Found found) {
        return switch (found) {
            case Found.None() -> Terms.real(0);
            case Found.At(var position) -> position;
        };
    }

    private static Term real(Op op, Term left, Term right) {
        return new Term.Apply(Type.REAL, op, List.of(left, right));
    }

    private Found refuse(String why) {
        throw new Failure("%s %s: it has no one relative position per pair".formatted(attention.name(), why));
    }
}
