package dev.weft.dsl.diagnostic;

import dev.weft.dsl.check.Checker;
import dev.weft.dsl.check.names.Library;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.syntax.Parser;
import dev.weft.dsl.syntax.SpecFile;
import java.util.List;
import java.util.regex.Pattern;

/// All that we have to say about a source: the one road that golden files and fuzzing take. A first line
/// `// kernel NAME` asks for one kernel by name.
public final class Diagnosis {
    private static final Pattern ONE = Pattern.compile("// kernel (\\w+)\n");
    private static final Checker CHECKER = new Checker(Library.of(List.of(GoldenDiagnosticsTest.FOLDER)), "");

    private Diagnosis() {}

    public static List<Diagnostic> diagnose(SourceText source) {
        return Parser.parse(source).then(file -> check(file, source.text())).diagnostics();
    }

    private static Result<Program> check(SpecFile file, String text) {
        var one = ONE.matcher(text);
        return one.lookingAt() ? CHECKER.check(file, one.group(1)) : CHECKER.check(file);
    }
}
