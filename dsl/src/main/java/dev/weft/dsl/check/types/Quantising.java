package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.syntax.Expr;
import java.util.List;
import java.util.Optional;

/// `nearest(x, codes)`: the number of the code that is closest to a vector.
final class Quantising {
    private static final String EXAMPLE = "write `nearest(k, c[h])`, where c is `table c : f32[H, S, D]`";

    private Quantising() {}

    static Value value(Typing typing, Expr.Call call) {
        if (!typing.scope().scores()) {
            typing.report()
                    .error(
                            Code.CODEBOOK,
                            "`nearest` belongs to attentions",
                            call.span(),
                            "this is " + typing.scope().place(),
                            "hand the codes over as an input: `input z : i32[B, N]`");
            return Value.Unknown.UNKNOWN;
        }
        return Calls.positional(typing, call)
                .map(arguments -> value(typing, call, arguments))
                .orElse(Value.Unknown.UNKNOWN);
    }

    private static Value value(Typing typing, Expr.Call call, List<Expr> arguments) {
        if (arguments.size() != 2) {
            Calls.wrongCount(typing, call, "nearest", 2, arguments.size());
            return Value.Unknown.UNKNOWN;
        }
        var written = arguments.getFirst();
        var table = arguments.getLast();
        var vector = typing.term(written).flatMap(term -> vector(typing, written, term));
        var codes = typing.term(table).flatMap(term -> codes(typing, table, term));
        if (vector.isEmpty() || codes.isEmpty() || !fits(typing, vector.get(), written.span(), codes.get(), table)) {
            return Value.Unknown.UNKNOWN;
        }
        return new Value.Known(new Term.Nearest(vector.get(), codes.get()));
    }

    private static Optional<Term> vector(Typing typing, Expr written, Term term) {
        if (term.type() instanceof Type.Vector) {
            return typing.numeric(term, written).map(typing::toReal);
        }
        typing.report()
                .error(
                        Code.NEED_VECTOR,
                        "`nearest` looks for the code of a vector, and this is " + Show.type(term.type()),
                        written.span(),
                        Show.type(term.type()),
                        EXAMPLE);
        return Optional.empty();
    }

    private static Optional<Term> codes(Typing typing, Expr table, Term term) {
        if (term instanceof Term.Element
                && term.type() instanceof Type.Matrix(var kind, var _, var _)
                && kind == Kind.REAL) {
            return Optional.of(term);
        }
        typing.report()
                .error(
                        Code.CODEBOOK,
                        "the codes of `nearest` are the rows of a table, and this is " + Show.type(term.type()),
                        table.span(),
                        term instanceof Term.Element ? Show.type(term.type()) : "not read from a table",
                        EXAMPLE);
        return Optional.empty();
    }

    /// Whether a code has as many entries as the vector.
    private static boolean fits(Typing typing, Term vector, Span written, Term codes, Expr table) {
        if (Shapes.normal(vector.type()) instanceof Type.Vector(var _, var size)
                && Shapes.normal(codes.type()) instanceof Type.Matrix(var _, var _, var columns)
                && size.equals(columns)) {
            return true;
        }
        typing.report()
                .add(Diagnostic.error(
                                Code.CODEBOOK,
                                "`nearest` compares vectors of one size with each other",
                                table.span(),
                                Show.type(codes.type()) + ": the codes are its rows")
                        .because(written, Show.type(vector.type()))
                        .help("a codebook for vectors of "
                                + Show.shape(vector.type()).replaceAll("[\\[\\]]", "")
                                + " entries ends in that size: `table c : f32[H, S, D]` for vectors of D"));
        return false;
    }
}
