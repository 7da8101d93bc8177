package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class CompareTest {
    private static Selection selection(String... arguments) {
        var compare = new Compare();
        new CommandLine(compare).parseArgs(arguments);
        return compare.selection();
    }

    @Test
    void everythingIsComparedUnlessTold() {
        assertThat(selection()).isEqualTo(new Selection(Selection.NAMES, 4096, 65_536, List.of(1), List.of()));
        assertThat(selection().problems())
                .hasSize(9 * 4)
                .startsWith(Problems.of("full", 512))
                .endsWith(Problems.of("chunk", 4096));
        assertThat(selection().lineups())
                .extracting(Lineup::name)
                .containsExactly("scaling", "storage", "storage", "storage", "cost", "cost");
    }

    @Test
    void sequencesAndHeadsMultiply() {
        var selection = selection("--case", "decode,cost", "--max-n", "512", "--batch", "1,8", "--head-dim=64,128");
        assertThat(selection.problems())
                .extracting(Problem::sizes)
                .containsExactly(
                        "H=32:8, N=1, M=512, D=64",
                        "H=32:8, N=1, M=512, D=128",
                        "B=8, H=32:8, N=1, M=512, D=64",
                        "B=8, H=32:8, N=1, M=512, D=128");
        assertThat(selection.lineups()).hasSize(2 * 4);
        assertThat(selection.lineups().getLast().problems())
                .extracting(Problem::sizes)
                .containsOnly("B=8, H=8, N=512, D=128");
    }

    @Test
    void casesAmongOursAreCutWhereTokensAreGiven() {
        assertThat(selection("--case", "scaling", "--max-n", "4096").maxOwnTokens())
                .isEqualTo(4096);
        assertThat(selection("--case", "scaling").maxOwnTokens()).isEqualTo(65_536);
        assertThat(selection("--case", "scaling").problems()).isEmpty();
    }

    @Test
    void foldedKeysHaveSizesOfTheirOwn() {
        assertThat(selection("--case", "causal").coded()).isEmpty();
        assertThat(selection("--case", "codes").coded()).isEqualTo(Coded.upTo(65_536));
        assertThat(selection("--case", "codes", "--max-n", "4096").coded())
                .extracting(Coded::sizes)
                .startsWith("N=128, D=64, S=512, W=512", "N=256, D=64, S=512, W=512")
                .endsWith("64 steps after 64 tokens", "64 steps after 4096 tokens");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --batch 0        | --batch: at least 1, not 0
                    --batch 1,x      | '--batch' (COUNT): 'x' is not an int
                    --head-dim 96    | --head-dim: 64 or 128, not 96
                    --case causl     | --case: none is called 'causl'
                    --max-n 15       | --max-n: at least 16, not 15
                    --threads 0      | --threads: at least 1, not 0
                    """)
    void whatIsWrongIsSaid(String arguments, String message) {
        var err = new StringWriter();
        var line = new CommandLine(new Compare()).setErr(new PrintWriter(err));
        assertThat(line.execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }
}
