package dev.weft.cli;

import static dev.weft.cli.Weft.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole numbers that a run passes, as great as 32 bits allow: sums of them and places would overflow.
final class HugeNumbersTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}, w={1}, on {2}")
    @CsvSource({
        "j - i < w and i - j < w,              2147483647, jvm",
        "j - i < w and i - j < w,              2147483647, emulator",
        "-w < j - i and j <= i,                2147483647, jvm",
        "abs(i - j) < w,                       2147483647, jvm",
        "abs(i - j) < w,                       2147483647, emulator",
        "w < j - i,                           -2147483648, jvm",
        "w < j - i,                           -2147483648, emulator",
        "w >= abs(i - j),                      2147483647, jvm",
        "'max(i - w, 3) <= j',                 2147483647, jvm",
        "j != w - i,                          -2147483648, jvm",
        "j - i < w and i div 4 - j div 4 <= 2, 2147483647, jvm",
    })
    void comparedWithPlacesTheyComputeAsTheyAre(String keep, String w, String device) {
        var weft = compute(keep, "score = q @ k", w, device);
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out()).contains("verified `o` on all 74 rows: max error ");
    }

    @ParameterizedTest(name = "min(.., {0}) on {1}")
    @CsvSource({"2147483647, jvm", "2147483647, emulator"})
    void theLesserOfThemAndAPlaceIsThePlace(String w, String device) {
        var weft = compute("j <= i", "score = q @ k - min(i - j, w) / 8", w, device);
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out()).contains("verified `o` on all 74 rows: max error ");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "j <= i           | score = q @ k * (min(2000000000, w) / 1000000000)",
                "j <= i           | score = q @ k * (max(i - j, w) / 1000000000)",
                "j + 2000000000 < w | score = q @ k",
            })
    void asValuesTheyAreWhatTheyAre(String keep, String score) {
        var weft = compute(keep, score, "2147483647", "jvm");
        assertThat(weft.err()).isEmpty();
        assertThat(weft.out()).contains("verified `o` on all 74 rows: max error ");
    }

    @ParameterizedTest(name = "{0}, {1}, w={2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "j <= i              | score = q @ k - min(i - j, w) / 8       | -2147483648",
                "j <= i              | score = q @ k - (i + w) / 8             | 2147483647",
                "j div w <= i        | score = q @ k                           | 2147483647",
                "j < w + w           | score = q @ k                           | 2147483647",
                "i - j < w           | score = q @ k - w / 8                   | 2147483647",
            })
    void whereTheyWouldOverflowTheyAreRefused(String keep, String score, String w) {
        var weft = compute(keep, score, w, "jvm");
        assertThat(weft.status()).isNotZero();
        assertThat(weft.err())
                .contains("w is " + w + ", but it is declared i32: pass a number from -1073741824 to 1073741824");
    }

    private Weft compute(String keep, String score, String w, String device) {
        var spec = Weft.spec(folder, "huge.weft", """
                attention Huge {
                  dim   H, N, D
                  query q : f32[1, H, N, D]
                  key   k : f32[1, H, N, D]
                  value v : f32[1, H, N, D]
                  param w : i32
                  out   o : f32[1, H, N, D]
                  keep  = %s
                  %s
                  o     = softmax(score) @ v
                }
                """.formatted(keep, score)).toString();
        return run("run", spec, "--bind", "H=2,N=37,D=8,w=" + w, "--device", device, "--verify");
    }
}
