package dev.weft.dsl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import org.junit.jupiter.api.Test;

/// Where a file is cut.
final class UnitTest {
    @Test
    void aPathMayEndInAWordThatOpensADeclaration() {
        var file = Parser.parse(new SourceText("a.weft", "package a.scan\n\nimport b.stack\n\nfn f(x) = x\n"));
        assertThat(file).isInstanceOf(Result.Ok.class);
    }
}
