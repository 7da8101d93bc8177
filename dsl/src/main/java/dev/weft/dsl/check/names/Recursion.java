package dev.weft.dsl.check.names;

import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.syntax.Argument;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds functions that call themselves. Imports have no cycles, so every such circle lies in one file.
final class Recursion {
    private final Map<String, Declaration.Function> functions;
    private final Report report;
    private final Set<Declaration.Function> looping = new LinkedHashSet<>();

    private Recursion(Map<String, Declaration.Function> functions, Report report) {
        this.functions = functions;
        this.report = report;
    }

    static List<Declaration.Function> find(Map<String, Declaration.Function> functions, Report report) {
        var search = new Recursion(functions, report);
        functions.values().forEach(function -> search.follow(function, new ArrayList<>()));
        return List.copyOf(search.looping);
    }

    private void follow(Declaration.Function function, List<Use> path) {
        if (looping.contains(function) || path.size() > functions.size()) {
            return;
        }
        var uses = new ArrayList<Use>();
        uses(function.body(), uses);
        for (Use use : uses) {
            var target = functions.get(use.name());
            boolean parameter =
                    function.parameters().stream().anyMatch(name -> name.text().equals(use.name()));
            if (target == null || parameter) {
                continue;
            }
            var further = new ArrayList<>(path);
            further.add(new Use(function.name().text(), use.call()));
            int start = further.stream().map(Use::name).toList().indexOf(use.name());
            if (start >= 0) {
                closed(further.subList(start, further.size()));
                return;
            }
            follow(target, further);
        }
    }

    private void closed(List<Use> circle) {
        var names = new ArrayList<>(circle.stream().map(Use::name).toList());
        boolean known = names.stream()
                .anyMatch(name -> looping.stream()
                        .anyMatch(function -> function.name().text().equals(name)));
        functions.forEach((name, function) -> {
            if (names.contains(name)) {
                looping.add(function);
            }
        });
        if (known) {
            return;
        }
        names.add(names.getFirst());
        var diagnostic = Diagnostic.error(
                Code.RECURSION,
                "functions may not be recursive: " + String.join(" -> ", names),
                circle.getFirst().call().span(),
                "calls `" + names.get(1) + "`");
        for (Use use : circle.subList(1, circle.size())) {
            diagnostic = diagnostic.because(use.call().span(), "in `" + use.name() + "`");
        }
        report.add(diagnostic.help("functions are written out where they are called, so that must come to an end"));
    }

    /// Every function name used in `expression`: called, or handed on.
    private static void uses(Expr expression, List<Use> found) {
        switch (expression) {
            case Expr.IntLiteral _, Expr.RealLiteral _, Expr.BoolLiteral _ -> {}
            case Expr.Reference reference -> found.add(new Use(reference.name(), reference));
            case Expr.Subscript(var _, var of, var at) -> {
                uses(of, found);
                at.forEach(index -> uses(index, found));
            }
            case Expr.Call call -> {
                found.add(new Use(call.function().text(), call));
                call.arguments().stream().map(Argument::value).forEach(value -> uses(value, found));
            }
            case Expr.Unary unary -> uses(unary.operand(), found);
            case Expr.Binary binary -> {
                uses(binary.left(), found);
                uses(binary.right(), found);
            }
            case Expr.Comparison comparison -> comparison.operands().forEach(operand -> uses(operand, found));
            case Expr.Conditional(var _, var when, var then, var otherwise) ->
                List.of(when, then, otherwise).forEach(part -> uses(part, found));
        }
    }

    /// In `name`, a call.
    private record Use(String name, Expr call) {}
}
