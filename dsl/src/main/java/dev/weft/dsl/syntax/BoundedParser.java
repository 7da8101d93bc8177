package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/// The base of the generated parser: it stops at the first mistake ([Fault]) and refuses expressions ([Misread]) that
/// are too deep or too long for anybody, so that every later walk over the tree may recurse.
abstract class BoundedParser extends Parser {
    /// How many expressions, `not`s and `-`s may be open at once; a pair of parentheses opens three.
    private static final int DEPTH = 240;

    /// How many tokens one expression may have; the tree is no deeper than that.
    private static final int LENGTH = 1000;

    private int depth;
    private int length;

    BoundedParser(TokenStream tokens) {
        super(tokens);
        removeErrorListeners();
        setErrorHandler(new FirstFault());
    }

    @Override
    public void enterRule(ParserRuleContext phrase, int state, int rule) {
        super.enterRule(phrase, state, rule);
        if (deepens(rule) && ++depth > DEPTH) {
            throw new Misread(Diagnostic.error(
                            Code.TOO_COMPLEX,
                            "the expression is nested too deeply",
                            Spans.of(getCurrentToken()),
                            "more than " + DEPTH / 3 + " levels deep")
                    .help("name a part of it with `let` and use the name"));
        }
    }

    @Override
    public void exitRule() {
        if (deepens(getContext().getRuleIndex()) && --depth == 0) {
            length = 0;
        }
        super.exitRule();
    }

    @Override
    public Token consume() {
        if (depth > 0 && ++length > LENGTH) {
            throw new Misread(Diagnostic.error(
                            Code.TOO_COMPLEX,
                            "the expression is too long",
                            Spans.of(getCurrentToken()),
                            "word " + (LENGTH + 1) + " of one expression")
                    .help("name a part of it with `let` and use the name"));
        }
        return super.consume();
    }

    private static boolean deepens(int rule) {
        return rule == WeftParser.RULE_expr || rule == WeftParser.RULE_negation || rule == WeftParser.RULE_unary;
    }

    /// Reports nothing and repairs nothing.
    private static final class FirstFault extends org.antlr.v4.runtime.DefaultErrorStrategy {
        @Override
        public void reportError(Parser parser, RecognitionException mistake) {
            throw new Fault(
                    mistake.getOffendingToken(), parser.getContext().getRuleIndex(), parser.getExpectedTokens());
        }

        @Override
        public Token recoverInline(Parser parser) {
            throw new Fault(parser.getCurrentToken(), parser.getContext().getRuleIndex(), parser.getExpectedTokens());
        }

        @Override
        public void sync(Parser parser) {}
    }
}
