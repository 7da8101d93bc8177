package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;

/// Text to tree. The first mistake of each declaration is told, in our words; there is no text that makes it fail
/// otherwise. Non-goal: anything that needs to know what a name stands for.
public final class Parser {
    private final Letters letters;
    private final List<SpecFile.PackageLine> packages = new ArrayList<>();
    private final List<SpecFile.ImportLine> imports = new ArrayList<>();
    private final List<Declaration> declarations = new ArrayList<>();
    private final List<Diagnostic> mistakes = new ArrayList<>();

    private Parser(Letters letters) {
        this.letters = letters;
    }

    /// The tree of a source, or its mistakes in the order of the text.
    public static Result<SpecFile> parse(SourceText source) {
        var parser = new Parser(Letters.of(source));
        parser.readUnits();
        return parser.mistakes.isEmpty()
                ? new Result.Ok<>(new SpecFile(source, parser.packages, parser.imports, parser.declarations), List.of())
                : new Result.Refused<>(parser.mistakes);
    }

    /// What follows a faulty declaration without opening one is most likely a piece of it, and not told again.
    private void readUnits() {
        boolean sound = true;
        for (var unit : Unit.cut(letters.words())) {
            try {
                if (unit.opens()) {
                    read(unit);
                    sound = true;
                } else if (sound || Openings.misspelled(unit)) {
                    sound = false;
                    throw new Misread(Openings.blame(unit));
                }
            } catch (Fault fault) {
                mistakes.add(Blame.of(new Sentence(unit.tokens(), fault), letters.comments()));
                sound = false;
            } catch (Misread misread) {
                mistakes.add(misread.diagnostic());
                sound = false;
            }
        }
    }

    private void read(Unit unit) {
        var phrase = new WeftParser(unit.stream()).unit();
        var build = new Declarations(letters.docs());
        if (phrase.packageLine() != null) {
            var line = phrase.packageLine();
            if (!packages.isEmpty() || !imports.isEmpty() || !declarations.isEmpty()) {
                throw misplaced("`package` must come first, and once", Spans.of(line), "something stands before it");
            }
            packages.add(new SpecFile.PackageLine(Spans.of(line), line.path().getText()));
        } else if (phrase.importLine() != null) {
            var line = phrase.importLine();
            if (!declarations.isEmpty()) {
                throw misplaced(
                        "`import` must come before the declarations",
                        Spans.of(line),
                        "stands behind `" + declarations.getFirst().name().text() + "`");
            }
            imports.add(new SpecFile.ImportLine(Spans.of(line), line.path().getText()));
        } else if (phrase.function() != null) {
            declarations.add(build.function(phrase.function()));
        } else if (phrase.signature() != null) {
            declarations.add(build.signature(phrase.signature()));
        } else {
            declarations.add(build.kernel(phrase.kernel()));
        }
    }

    private static Misread misplaced(String message, Span at, String label) {
        return new Misread(Diagnostic.error(Code.MISPLACED_LINE, message, at, label)
                .help("the order is: `package`, then `import`s, then declarations"));
    }
}
