package dev.weft.dsl.check.types;

import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.syntax.Argument;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Calls: which function it is, and writing out the functions of the user.
final class Calls {
    private Calls() {}

    static Value value(Typing typing, Expr.Call call) {
        String name = call.function().text();
        var function = typing.functions().function(name);
        if (function.isPresent()) {
            var given = arguments(typing, call, function.get().declaration());
            return given.map(values -> apply(typing, function.get(), values, call.span()))
                    .orElse(Value.Unknown.UNKNOWN);
        }
        var local = typing.scope().find(name, call.function().span());
        if (local.isPresent()) {
            return callOf(typing, call, local.get());
        }
        return switch (name) {
            case "rope" -> Rotations.value(typing, call);
            case "softmax" -> Rows.softmax(typing, call);
            case "logsumexp" -> Rows.statistic(typing, call, Term.Statistic.LOG_SUM_EXP);
            case "rowmax" -> Rows.statistic(typing, call, Term.Statistic.MAX);
            case "nearest" -> Quantising.value(typing, call);
            default -> builtin(typing, call, name);
        };
    }

    private static Value builtin(Typing typing, Expr.Call call, String name) {
        if (Builtins.NAMES.contains(name)) {
            return positional(typing, call)
                    .map(arguments -> Builtins.value(typing, call, arguments))
                    .orElse(Value.Unknown.UNKNOWN);
        }
        call.arguments().forEach(argument -> typing.value(argument.value()));
        var known = new TreeSet<String>(typing.functions().functionNames());
        known.addAll(Builtins.NAMES);
        typing.report()
                .error(
                        Code.UNKNOWN_FUNCTION,
                        "there is no function `" + name + "`",
                        call.function().span(),
                        Suggestions.hint(name, known, "unknown function"),
                        "declare it, `fn " + name + "(…) = …`, or import the file that does");
        return Value.Unknown.UNKNOWN;
    }

    private static Value callOf(Typing typing, Expr.Call call, Value local) {
        String name = call.function().text();
        if (local instanceof Value.Function function) {
            return arguments(typing, call, function.declaration())
                    .map(values -> apply(typing, function, values, call.span()))
                    .orElse(Value.Unknown.UNKNOWN);
        }
        if (!(local instanceof Value.Unknown)) {
            typing.report()
                    .error(
                            Code.NOT_A_FUNCTION,
                            "`" + name + "` is not a function",
                            call.function().span(),
                            "called here",
                            "index a tensor with `" + name + "[…]`; multiply with `" + name + " * (…)`");
        }
        return Value.Unknown.UNKNOWN;
    }

    /// The arguments by parameter name, evaluated where the call stands.
    private static Optional<List<Value>> arguments(Typing typing, Expr.Call call, Declaration.Function function) {
        var parameters = function.parameters().stream().map(Name::text).toList();
        var byName = new LinkedHashMap<String, Value>();
        boolean wrong = false;
        int position = 0;
        for (Argument argument : call.arguments()) {
            Value value = typing.value(argument.value());
            String target = switch (argument) {
                case Argument.Positional _ -> position < parameters.size() ? parameters.get(position) : "";
                case Argument.Named(var _, var name, var _) -> name.text();
            };
            position++;
            if (argument instanceof Argument.Named(var _, var name, var _) && !parameters.contains(target)) {
                unknownArgument(typing, call.function().text(), name, parameters);
                wrong = true;
            } else if (argument instanceof Argument.Named(var _, var name, var _) && byName.containsKey(target)) {
                givenTwice(typing, name);
                wrong = true;
            } else {
                byName.put(target, value);
            }
        }
        if (!wrong && (position != parameters.size() || !byName.keySet().containsAll(parameters))) {
            wrongCount(typing, call, function.name().text(), parameters.size(), position);
            wrong = true;
        }
        return wrong
                ? Optional.empty()
                : Optional.of(parameters.stream()
                        .map(parameter -> byName.getOrDefault(parameter, Value.Unknown.UNKNOWN))
                        .toList());
    }

    /// Writes the function out: its body, with `values` for its parameters.
    static Value apply(Typing typing, Value.Function function, List<Value> values, Span call) {
        var declaration = function.declaration();
        if (function.home().recursive(declaration) || values.contains(Value.Unknown.UNKNOWN)) {
            return Value.Unknown.UNKNOWN;
        }
        if (!typing.origins().mayCall()) {
            typing.report()
                    .error(
                            Code.TOO_LARGE,
                            "too many functions are written out",
                            call,
                            "grows beyond all bounds",
                            "hand over what repeats as a table");
            return Value.Unknown.UNKNOWN;
        }
        var all = new ArrayList<>(function.leading());
        all.addAll(values);
        var bound = new LinkedHashMap<String, Value>();
        for (int p = 0; p < declaration.parameters().size(); p++) {
            bound.put(declaration.parameters().get(p).text(), all.get(p));
        }
        var name = declaration.name().text();
        var inside = new Typing(
                new Parameters(name, bound, typing.scope().scores()),
                function.home(),
                typing.report().with(found -> found.because(call, "in `" + name + "`, called here")),
                typing.origins());
        return inside.value(declaration.body());
    }

    /// The names that a function's body may use: its parameters.
    ///
    /// @param scores whether there are scores where it is called
    record Parameters(String function, Map<String, Value> values, boolean scores) implements Scope {
        @Override
        public Optional<Value> find(String name, Span at) {
            return Optional.ofNullable(values.get(name));
        }

        @Override
        public Collection<String> names() {
            return values.keySet();
        }

        @Override
        public String place() {
            return "`fn " + function + "`, which sees its parameters alone";
        }
    }

    /// The arguments of a function that takes no names.
    static Optional<List<Expr>> positional(Typing typing, Expr.Call call) {
        for (Argument argument : call.arguments()) {
            if (argument instanceof Argument.Named(var _, var name, var _)) {
                unknownArgument(typing, call.function().text(), name, List.of());
                return Optional.empty();
            }
        }
        return Optional.of(call.arguments().stream().map(Argument::value).toList());
    }

    static void unknownArgument(Typing typing, String function, Name name, Collection<String> known) {
        typing.report()
                .error(
                        Code.UNKNOWN_ARGUMENT,
                        "`" + function + "` has no argument `" + name.text() + "`",
                        name.span(),
                        Suggestions.hint(
                                name.text(),
                                known,
                                known.isEmpty() ? "takes no named arguments" : "it takes " + String.join(", ", known)));
    }

    static void givenTwice(Typing typing, Name name) {
        typing.report()
                .error(
                        Code.ARGUMENT_TWICE,
                        "argument `" + name.text() + "` is given twice",
                        name.span(),
                        "given before",
                        "leave one of them out");
    }

    static void wrongCount(Typing typing, Expr.Call call, String function, int wanted, int given) {
        typing.report()
                .error(
                        Code.ARGUMENT_COUNT,
                        "`" + function + "` takes " + wanted + (wanted == 1 ? " argument" : " arguments") + ", and "
                                + given + (given == 1 ? " is" : " are") + " given",
                        call.span(),
                        given < wanted ? (wanted - given) + " too few" : (given - wanted) + " too many");
    }
}
