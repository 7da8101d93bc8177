package dev.weft.codegen.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.tile.Far;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Serial or two-level, and how many runs, by what each costs.
class FoldRunsTest {
    private static final int ROWS = 48;
    private static final int KEYS = 128;

    private static FoldRuns of(int groups, int queries, int codes, int near, int workers) {
        var known = new HashMap<>(Map.of(
                "groups", groups,
                "queries", queries,
                "group", 1,
                "rowTile", ROWS,
                "rowTiles", Math.ceilDiv(queries, ROWS),
                "keyTile", KEYS,
                "keysBound", queries,
                "codes", codes,
                "nearKeys", near,
                "workers", workers));
        for (var step : FoldRuns.steps(List.of(Far.Direction.BEFORE))) {
            known.put(step.name(), step.value().in(known));
        }
        return FoldRuns.of(known);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1  | 32768 | 512  | 1024 | 1  | 1
            1  | 32768 | 512  | 1024 | 2  | 8
            2  | 32768 | 512  | 1024 | 16 | 32
            64 | 2048  | 512  | 1024 | 2  | 1
            1  | 1     | 512  | 0    | 16 | 1
            1  | 48    | 64   | 48   | 16 | 1
            1  | 96    | 4096 | 96   | 2  | 1
            1  | 96    | 4096 | 16   | 2  | 2
            1  | 96    | 4096 | 16   | 1  | 1
            0  | 0     | 512  | 0    | 2  | 0
            """)
    void theCheapestIsTaken(int groups, int queries, int codes, int near, int workers, int runs) {
        assertThat(of(groups, queries, codes, near, workers).runs()).isEqualTo(runs);
    }

    /// By hand: 683 row tiles, of which each meets 4 tiles of codes and 8 of near keys, but the first 21 half the near
    /// keys and no codes; 256 tiles of keys.
    @Test
    void costsAreWhatTheyAreMadeOf() {
        var runs = of(1, 32768, 512, 1024, 2);
        assertThat(runs.tile()).isEqualTo(4 + 8);
        assertThat(runs.start()).isEqualTo(2 * 4 + 8);
        assertThat(runs.fold()).isEqualTo(256 / 2 / 2);
        int rows = 21 * 4 + 662 * 12;
        int serial = rows + 16 + 128;
        assertThat(runs.serial()).isEqualTo(serial + serial / 8);
        int few = rows / 2 + 16 + 64;
        assertThat(runs.few()).isEqualTo(64 + few + few / 8);
        int many = Math.ceilDiv(rows, 8) + 16 + 16;
        assertThat(runs.many()).isEqualTo(64 + 4 * many + many / 8);
        assertThat(runs.fewRuns()).isEqualTo(2);
        assertThat(runs.manyRuns()).isEqualTo(8);
        // An eighth of the work is 1003 products: the first run has the early tiles, which take 84, and 76 others.
        assertThat(runs.mostTiles()).isEqualTo(21 + 76);
        assertThat(runs.fewestTiles()).isEqualTo(83);
    }

    /// Nothing but a tie or a loss is left for two levels where one worker does it all.
    @ParameterizedTest
    @CsvSource({"1, 50000, 64, 10", "8, 700, 2048, 700", "3, 4096, 1, 0"})
    void oneWorkerGoesFromTileToTile(int groups, int queries, int codes, int near) {
        var runs = of(groups, queries, codes, near, 1);
        assertThat(runs.runs()).isEqualTo(1);
        assertThat(runs.serial()).isLessThanOrEqualTo(Math.min(runs.few(), runs.many()));
    }

    @Test
    void absurdSizesHaveACostToo() {
        var runs = of(1 << 20, Integer.MAX_VALUE - 200, 1 << 30, Integer.MAX_VALUE - 200, 2);
        assertThat(runs.serial()).isEqualTo(Integer.MAX_VALUE);
        assertThat(runs.runs()).isEqualTo(1);
    }
}
