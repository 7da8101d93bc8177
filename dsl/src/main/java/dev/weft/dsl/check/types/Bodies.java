package dev.weft.dsl.check.types;

import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Name;
import java.util.LinkedHashMap;

/// Checks a function by itself, whether it is called or not: its names, and how it calls others.
public final class Bodies {
    private Bodies() {}

    /// Reports what is wrong with `function` whatever its arguments are.
    public static void check(Declaration.Function function, Functions home, Report report) {
        var first = new LinkedHashMap<String, Name>();
        var parameters = new LinkedHashMap<String, Value>();
        for (Name parameter : function.parameters()) {
            var before = first.putIfAbsent(parameter.text(), parameter);
            if (before != null) {
                report.add(Diagnostic.error(
                                Code.DUPLICATE_NAME,
                                "`" + parameter.text() + "` is declared twice",
                                parameter.span(),
                                "declared again")
                        .because(before.span(), "first declared here")
                        .help("give one of them another name"));
            }
            parameters.put(parameter.text(), Value.Unknown.UNKNOWN);
        }
        var scope = new Calls.Parameters(function.name().text(), parameters, true);
        new Typing(scope, home, report, new Origins()).value(function.body());
    }
}
