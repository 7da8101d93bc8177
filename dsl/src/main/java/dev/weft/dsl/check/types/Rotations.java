package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Rotation;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.prove.Terms;
import dev.weft.dsl.syntax.Argument;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `rope(x, p, base =, dims =, pairing =, theta =)`. That its size is even is settled later, with the
/// facts.
final class Rotations {
    private static final List<String> OPTIONS = List.of("base", "dims", "pairing", "theta");

    private Rotations() {}

    static Value value(Typing typing, Expr.Call call) {
        var positional = call.arguments().stream()
                .filter(Argument.Positional.class::isInstance)
                .map(Argument::value)
                .toList();
        var options = options(typing, call);
        if (positional.size() != 2) {
            Calls.wrongCount(typing, call, "rope", 2, positional.size());
            return Value.Unknown.UNKNOWN;
        }
        var vector = typing.term(positional.get(0)).flatMap(term -> vector(typing, positional.get(0), term));
        var position = typing.real(positional.get(1), "a position");
        if (vector.isEmpty() || position.isEmpty() || options.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        Term all = ((Type.Vector) Shapes.normal(vector.get().type())).size();
        var dims =
                options.get().containsKey("dims") ? dims(typing, options.get().get("dims")) : Optional.of(all);
        var theta = dims.flatMap(size -> theta(typing, options.get(), size));
        var pairing = pairing(typing, options.get());
        if (dims.isEmpty() || theta.isEmpty() || pairing.isEmpty()) {
            return Value.Unknown.UNKNOWN;
        }
        var rotation = new Rotation(dims.get(), pairing.get(), theta.get());
        return new Value.Known(new Term.Rotate(vector.get(), position.get(), rotation));
    }

    private static Optional<Map<String, Expr>> options(Typing typing, Expr.Call call) {
        var options = new LinkedHashMap<String, Expr>();
        boolean wrong = false;
        for (Argument argument : call.arguments()) {
            if (argument instanceof Argument.Named(var _, Name name, Expr value)) {
                if (!OPTIONS.contains(name.text())) {
                    Calls.unknownArgument(typing, "rope", name, OPTIONS);
                    wrong = true;
                } else if (options.put(name.text(), value) != null) {
                    Calls.givenTwice(typing, name);
                    wrong = true;
                }
            }
        }
        if (options.containsKey("base") && options.containsKey("theta")) {
            refuse(typing, call, "`base` and `theta` exclude each other", "`theta` gives all angles by itself");
            wrong = true;
        }
        return wrong ? Optional.empty() : Optional.of(options);
    }

    private static Optional<Term> vector(Typing typing, Expr written, Term term) {
        if (term.type() instanceof Type.Vector && term.type().kind() != Kind.BOOL) {
            return Optional.of(typing.toReal(term));
        }
        typing.report()
                .error(
                        Code.NEED_VECTOR,
                        "`rope` turns a vector, and this is " + Show.type(term.type()),
                        written.span(),
                        Show.type(term.type()),
                        "rotate a query or key before `@` contracts it");
        return Optional.empty();
    }

    private static Optional<Term> dims(Typing typing, Expr written) {
        if (written instanceof Expr.Reference(var _, var name)
                && name.equals("all")
                && typing.scope().find("all", written.span()).isEmpty()) {
            refuse(typing, written, "`dims = all` is the default", "leave `dims` out");
            return Optional.empty();
        }
        return typing.integer(written, "`dims`").flatMap(term -> constantly(typing, written, term, "`dims`"));
    }

    private static Optional<Rotation.Pairing> pairing(Typing typing, Map<String, Expr> options) {
        var written = options.get("pairing");
        if (written == null) {
            return Optional.of(Rotation.Pairing.HALVES);
        }
        String name = written instanceof Expr.Reference(var _, var text) ? text : "";
        return switch (name) {
            case "halves" -> Optional.of(Rotation.Pairing.HALVES);
            case "interleaved" -> Optional.of(Rotation.Pairing.INTERLEAVED);
            default -> {
                refuse(typing, written, "`pairing` is `halves` or `interleaved`", "no such pairing");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Term> theta(Typing typing, Map<String, Expr> options, Term dims) {
        var written = options.get("theta");
        if (written != null) {
            return function(typing, written).flatMap(function -> {
                Value angle = Calls.apply(
                        typing,
                        function,
                        List.of(new Value.Known(new Term.PairNumber()), new Value.Known(dims)),
                        written.span());
                return typing.term(angle, written)
                        .flatMap(term -> angle(typing, written, term))
                        .flatMap(term -> constantly(typing, written, term, "`theta`"));
            });
        }
        var base = options.get("base");
        var root = base == null
                ? Optional.of(Terms.real(10000))
                : typing.real(base, "`base`").flatMap(term -> constantly(typing, base, term, "`base`"));
        if (base != null
                && root.flatMap(Folding::constant)
                        .filter(value -> value.value() <= 0)
                        .isPresent()) {
            refuse(typing, base, "`base` must be positive", "angles shrink by powers of it");
            return Optional.empty();
        }
        return root.map(term -> power(typing, term, dims));
    }

    /// `base ^ (-2 * m / R)`
    private static Term power(Typing typing, Term base, Term dims) {
        Term pair = Terms.integers(Op.MULTIPLY, Terms.integer(-2), new Term.PairNumber());
        Term exponent = new Term.Apply(Type.REAL, Op.DIVIDE, List.of(typing.toReal(pair), typing.toReal(dims)));
        return new Term.Apply(Type.REAL, Op.POWER, List.of(base, exponent));
    }

    private static Optional<Term> angle(Typing typing, Expr written, Term term) {
        if (term.type() instanceof Type.Scalar && term.type().kind() != Kind.BOOL) {
            return Optional.of(typing.toReal(term));
        }
        typing.report()
                .error(
                        Code.ROPE_THETA,
                        "`theta` must give one real per pair, and this gives " + Show.type(term.type()),
                        written.span(),
                        Show.type(term.type()));
        return Optional.empty();
    }

    /// A function of (m, R): by name, or with its leading arguments given.
    private static Optional<Value.Function> function(Typing typing, Expr written) {
        var leading = new ArrayList<Value>();
        Optional<Value.Function> function = Optional.empty();
        if (written instanceof Expr.Call(var _, var name, var arguments)) {
            function = typing.functions().function(name.text());
            for (Argument argument : arguments) {
                leading.add(typing.value(argument.value()));
            }
        } else if (written instanceof Expr.Reference(var _, var name)) {
            function = typing.functions().function(name);
        }
        int free =
                function.map(found -> found.declaration().parameters().size()).orElse(0) - leading.size();
        if (free == 2) {
            return function.map(found -> new Value.Function(found.home(), found.declaration(), leading));
        }
        String wanted = "a function of the pair number m and the number R of rotary dims";
        typing.report()
                .error(
                        Code.ROPE_THETA,
                        "`theta` names " + wanted,
                        written.span(),
                        function.isEmpty()
                                ? "not a function"
                                : free < 0
                                        ? "too many arguments are given"
                                        : "m and R are left to give, and this leaves " + free,
                        "declare `fn slow(m, R) = 500000 ^ (-2 * m / R)` and write `theta = slow`",
                        "where a function has more parameters, give the leading ones: `theta = ntk_mixed(8, 0.625)`");
        return Optional.empty();
    }

    /// `term` if it is over dims, params and constants alone.
    private static Optional<Term> constantly(Typing typing, Expr written, Term term, String what) {
        var varying = Terms.find(term, Terms::varies);
        if (varying.isEmpty()) {
            return Optional.of(term);
        }
        typing.report()
                .error(
                        Code.ROPE_OPTION,
                        what + " must be the same for all elements: dims, params and constants alone",
                        written.span(),
                        "depends on `" + Show.term(varying.get()) + "`",
                        "what changes from element to element belongs into the position");
        return Optional.empty();
    }

    private static void refuse(Typing typing, Expr at, String message, String label) {
        typing.report().error(Code.ROPE_OPTION, message, at.span(), label);
    }
}
