package dev.weft.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where far keys end, and what is left of the equations beyond.
class FarKeysTest {
    private static String spec(String score, String keep) {
        return """
                attention Coded {
                  dim   B, H, N, M, D, S
                  where N <= M and 0 <= w
                  param w, x : i32
                  query q : f32[B, H, N, D]
                  key   k : f32[B, H, M, D]
                  value v : f32[B, H, M, D]
                  table c : f32[H, S, D]
                  table r : f32[H, M]
                  table valid : bool[B, M]
                  table allowed : bool[H, S]
                  table doc, start : i32[B, M]
                  out   o : f32[B, H, N, D]
                  let   z = nearest(k, c[h])
                  let   t = i + M - N
                  score = %s
                  keep  = %s
                  o     = softmax(score) @ v
                  by    codes(of = z, block = 4)
                }
                """.formatted(score, keep);
    }

    private static Algorithm.Codes codes(String score, String keep) {
        return (Algorithm.Codes) Specs.attention(spec(score, keep)).algorithm();
    }

    /// The far keys before a query, where those after it do not fold.
    private static Algorithm.Stretch before(Algorithm.Codes codes) {
        assertThat(codes.stretches()).extracting(Algorithm.Stretch::direction).containsExactly(Direction.BEFORE);
        return codes.stretches().getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            i div 8 - j div 8 <= 1 | j <= i | 8 * (i div 8) - 8
            i - j <= 5             | j <= i | i - 5
            i - j < w              | j <= i | i - w + 1
            t - j <= w             | j <= t | i - w + M - N
            not (j < i - 3)        | j <= i | i - 3
            j div 3 > i div 3 - 2  | j <= i | 3 * (i div 3) - 3
            abs(i - j) < 7         | j <= i | i - 6
            """)
    void theBorderIsInTheEquations(String near, String keep, String border) {
        var codes = codes("q @ c[h, z] + (if " + near + " then r[h, max(0, i - j)] else 0)", keep);
        assertThat(Show.size(before(codes).border())).isEqualTo(border);
        assertThat(Show.term(codes.farKeep())).isEqualTo("true");
        assertThat(Show.term(codes.farScore())).isEqualTo("q @ c[h, nearest(k, c[h])] + 0.0");
    }

    /// So few keys that all are near: the border is that of more keys, and none of these are below it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            M <= 400 | i div 400 - j div 400 <= 1 | 400 * (i div 400) - 400
            M < 300  | i div 400 - j div 400 <= 1 | 400 * (i div 400) - 400
            M <= 90  | i - j < 90                 | i - 89
            M <= w   | i - j < w                  | i - w + 1
            M == 40  | i - j <= 40                | i - 40
            """)
    void aLimitOfTheKeysMayLeaveNoneFar(String limit, String near, String border) {
        var text = spec("q @ c[h, z] + (if " + near + " then r[h, i - j] else 0)", "j <= i")
                .replace("where N <= M", "where " + limit + " and N <= M");
        var codes = (Algorithm.Codes) Specs.attention(text).algorithm();
        assertThat(Show.size(before(codes).border())).isEqualTo(border);
        assertThat(Show.term(codes.farScore())).isEqualTo("q @ c[h, nearest(k, c[h])] + 0.0");
    }

    @Test
    void aFixedNumberOfKeysMayLeaveNoneFar() {
        var text = spec("q @ c[h, z] + (if i - j < 64 then r[h, i - j] else 0)", "j <= i")
                .replace("dim   B, H, N, M, D, S", "dim   B, H, N, D, S\n  dim M = 64");
        assertThat(Show.size(before((Algorithm.Codes) Specs.attention(text).algorithm())
                        .border()))
                .isEqualTo("i - 63");
    }

    /// A limit does not make what tells far keys apart right.
    @Test
    void aLimitAloneFoldsNothing() {
        var text = spec("q @ c[h, z] + r[h, j]", "j <= i").replace("where N <= M", "where M <= 400 and N <= M");
        assertThat(Specs.codes(text)).contains("W0412");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q @ c[h, z]                    | true                               | M     | true        | true
            q @ c[h, z] / 2                | j <= i                             | i + 1 | true        | true
            q @ c[h, z] - min(i - j, w)    | j <= i and i mod 3 != 1            | i - w | true        | i mod 3 != 1
            q @ c[h, z]                    | j <= i and valid[b, j]             | i + 1 | valid[b, j] | true
            q @ c[h, z]                    | j <= i and (allowed[h, z] or j == i) | 4 * (i div 4) - 4 | true        | allowed[h, nearest(k, c[h])]
            """)
    void whatIsLeftOfKeepFolds(String score, String keep, String border, String folds, String farKeep) {
        var codes = codes(score, keep);
        assertThat(Show.size(before(codes).border())).isEqualTo(border);
        assertThat(Show.term(before(codes).folds())).isEqualTo(folds);
        assertThat(Show.term(codes.farKeep())).isEqualTo(farKeep);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            i - j <= 5 | j <= i and doc[b, i] == doc[b, j] | i - 5 | doc[b, i] == doc[b, j] | doc[b, i]
            i - j <= 5 | start[b, i] <= j and j <= i       | i - 5 | start[b, i] <= j       | start[b, i]
            """)
    void whatATableSaysOfTheQueryResetsTheState(String near, String keep, String border, String folds, String label) {
        var codes = codes("q @ c[h, z] + (if " + near + " then r[h, i - j] else 0)", keep);
        assertThat(Show.size(before(codes).border())).isEqualTo(border);
        assertThat(Show.term(before(codes).folds())).isEqualTo(folds);
        assertThat(codes.labels()).extracting(Show::term).containsExactly(label);
    }

    /// Queries see both sides: near keys on both, and beyond them far ones.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            abs(i - j) < w                       | true                   | i - w + 1           | max(i - w + 1, i + w) | true
            abs(i - j) <= w                      | valid[b, j]            | i - w               | i + w + 1             | valid[b, j]
            abs(t - j) < 7                       | true                   | i + M - N - 6       | i + M - N + 7         | true
            abs(i div 8 - j div 8) <= 1          | true                   | 8 * (i div 8) - 8   | 8 * (i div 8) + 16    | true
            -3 <= i - j < 9                      | allowed[h, z] or i == j | i - 8              | i + 4                 | true
            i div 3 == j div 3                   | true                   | 4 * (i div 4) - 4   | 4 * (i div 4) + 8     | true
            """)
    void keysFoldOnBothSides(String near, String keep, String before, String after, String folds) {
        var codes = codes("(if " + near + " then q @ k else q @ c[h, z]) / 2", keep);
        assertThat(codes.stretches())
                .extracting(Algorithm.Stretch::direction)
                .containsExactly(Direction.BEFORE, Direction.AFTER);
        assertThat(codes.stretches())
                .extracting(stretch -> Show.size(stretch.border()))
                .containsExactly(before, after);
        assertThat(codes.stretches())
                .allMatch(stretch -> Show.term(stretch.folds()).equals(folds));
        assertThat(Show.term(codes.farScore())).isEqualTo("q @ c[h, nearest(k, c[h])] / 2.0");
    }

    /// Each side has keys of its own that count.
    @Test
    void theSidesMayFoldDifferentKeys() {
        var codes = codes("if abs(i - j) <= w then q @ k else q @ c[h, z]", "j <= i or valid[b, j]");
        assertThat(codes.stretches())
                .extracting(stretch -> Show.term(stretch.folds()))
                .containsExactly("true", "valid[b, j]");
    }

    /// Where no far key counts on a side, those of the other fold.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            j >= i       | AFTER  | i + 6
            j > i - 3    | AFTER  | i + 6
            j < i + 40   | BEFORE | i - 5
            """)
    void oneSideMayBeEmpty(String keep, Direction direction, String border) {
        var codes = codes("if abs(i - j) <= 5 then q @ k else q @ c[h, z]", keep);
        assertThat(codes.stretches()).extracting(Algorithm.Stretch::direction).containsExactly(direction);
        assertThat(Show.size(codes.stretches().getFirst().border())).isEqualTo(border);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "16"})
    void blocksMayCountFromTheStartOfADocument(String block) {
        var near = "(i - start[b, i]) div " + block + " - (j - start[b, i]) div " + block + " <= 1";
        var codes = codes("q @ c[h, z] + (if " + near + " then r[h, i - j] else 0)", "start[b, i] <= j and j <= i");
        assertThat(Show.term(codes.farScore())).isEqualTo("q @ c[h, nearest(k, c[h])] + 0.0");
        assertThat(codes.labels()).extracting(Show::term).containsExactly("start[b, i]");
        assertThat(Show.size(before(codes).border())).contains("start[b, i]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q @ k | j <= i",
                "q @ c[h, z] + r[h, j] | j <= i",
                "q @ c[h, z] - (i - j) | j <= i",
                "q @ c[h, z] + (if i - j < x then r[h, j] else 0) | j <= i",
                "q @ c[h, z] + (if (i - j) mod 2 == 0 then 1 else 0) | j <= i",
                "q @ c[h, z] + (if i - j < 8 then 1 else 0) | true",
                "q @ c[h, z] + (if abs(i - j) < 8 then 1 else if j < i then 2 else 3) | true",
                "if abs(i - j) < w then q @ k else if j < i then q @ c[h, z] else q @ k | true",
                "if abs(i - j) < 8 then q @ k else q @ c[h, z] | j <= i or allowed[h, z]",
                "q @ c[h, z] | j <= i and i - j < 100",
                "q @ rope(c[h, z], j) | j <= i",
                "q @ c[h, z] + (if j < 20 - i then 1 else 0) | j <= i"
            })
    void whatTellsFarKeysApartIsRefused(String equations) {
        var parts = equations.split(" \\| ", 2);
        assertThat(Specs.codes(spec(parts[0], parts[1]))).contains("W0412");
    }
}
