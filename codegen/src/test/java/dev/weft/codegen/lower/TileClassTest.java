package dev.weft.codegen.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Specs;
import dev.weft.codegen.machine.TileCensus;
import dev.weft.codegen.tile.TileProgram;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ranges and tile classes against all pairs, for all small sizes and tiles.
class TileClassTest {
    private static final List<Map<String, Double>> PARAMS =
            List.of(Map.of("w", 1.0, "x", 2.0), Map.of("w", 3.0, "x", 1.0), Map.of("w", -2.0, "x", 0.0));

    private record Kept(TileProgram program, Coverage coverage) {
        Kept(String condition) {
            this(Lowering.lower("", "test", Specs.keeping(condition)), Coverage.of(Specs.keeping(condition)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "j <= i",
                "true",
                "j <= i + M - N",
                "0 <= i - j < w",
                "j <= i and (i - j < w or j < x)",
                "abs(i - j) < 3",
                "abs(i - j) >= 2 and j != 1",
                "j <= i or j < prefix[b]",
                "doc[b, i] == doc[b, min(j, N - 1)] and j <= i",
                "i div 3 == j div 3",
                "i div 2 - j div 2 <= 1 and j <= i",
                "(i - j) mod 2 == 0",
                "j <= i and (i - j) mod 3 < 2",
                "i - j < reach[h] and j <= i",
                "max(i, j) < 4 or min(i, j) >= 6",
                "not (j <= i and i - j < w)",
                "if h == 0 then j <= i else i <= j",
                "2 * j <= 3 * i - 1",
                "j * 2 + i < 7",
                "(j + 1) div 2 <= i div 2",
                "j <= (if w > 0 then i else M)",
                "exp(-0.3 * (i - j)) > 0.5",
                "sqrt(abs(i - j)) <= 1.5",
                "w * j <= i",
                "i == j + x"
            })
    void coversWhatIsKept(String condition) {
        var program = new Kept(condition);
        for (int n = 1; n <= 8; n++) {
            for (var params : PARAMS) {
                check(program, n, n, params, condition);
                check(program, n, 9 - n, params, condition);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"j <= i", "j <= i + M - N", "0 <= i - j < w", "j <= i and (i - j < w or j < x)", "abs(i - j) < 3"
            })
    void visitsNoTileWithoutKeptPairs(String condition) {
        var program = new Kept(condition);
        for (int n = 1; n <= 8; n++) {
            for (int rows = 1; rows <= 4; rows++) {
                for (int keys = 1; keys <= 4; keys++) {
                    for (var params : PARAMS.subList(0, 2)) {
                        var census = census(program, n, n, params, rows, keys);
                        assertThat(census.visitedInVain())
                                .as("%s, N = %d", condition, n)
                                .isZero();
                    }
                }
            }
        }
    }

    @Test
    void coversWhatRandomConditionsKeep() {
        var random = new Random(7);
        for (int n = 0; n < 150; n++) {
            var condition = condition(random, 3);
            if (!isLegal(condition)) {
                continue;
            }
            var program = new Kept(condition);
            check(program, 1 + random.nextInt(8), 1 + random.nextInt(8), PARAMS.get(n % 3), condition);
        }
    }

    /// A condition that is seen to hold nowhere is refused.
    private static boolean isLegal(String condition) {
        try {
            return !Specs.keeping(condition).name().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void check(Kept program, int n, int m, Map<String, Double> params, String condition) {
        for (int rows = 1; rows <= 4; rows++) {
            for (int keys = 1; keys <= 4; keys++) {
                var census = census(program, n, m, params, rows, keys);
                assertThat(census.wrong())
                        .as("%s, N = %d, M = %d, %s", condition, n, m, params)
                        .isEmpty();
            }
        }
    }

    private static TileCensus census(Kept program, int n, int m, Map<String, Double> params, int rows, int keys) {
        var random = new Random(n * 31L + m);
        var tables = new HashMap<String, double[]>();
        tables.put("doc", random.ints(n, 0, 3).asDoubleStream().toArray());
        tables.put("prefix", random.ints(1, 0, 5).asDoubleStream().toArray());
        tables.put("reach", random.ints(2, 0, 5).asDoubleStream().toArray());
        return TileCensus.of(
                program.program(),
                program.coverage().condition(),
                program.coverage().must(),
                Map.of("B", 1, "H", 2, "N", n, "M", m, "D", 0),
                params,
                tables,
                rows,
                keys);
    }

    private static String condition(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            var operator = List.of("<", "<=", ">", ">=", "==", "!=").get(random.nextInt(6));
            return "(" + number(random, 2) + " " + operator + " " + number(random, 2) + ")";
        }
        return switch (random.nextInt(4)) {
            case 0 -> "(not " + condition(random, depth - 1) + ")";
            case 1 -> "(" + condition(random, depth - 1) + " or " + condition(random, depth - 1) + ")";
            case 2 ->
                "(if " + condition(random, depth - 1) + " then " + condition(random, depth - 1) + " else "
                        + condition(random, depth - 1) + ")";
            default -> "(" + condition(random, depth - 1) + " and " + condition(random, depth - 1) + ")";
        };
    }

    private static String number(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return List.of("i", "j", "j", "w", "2", "N", "doc[b, i]", "prefix[b]", "reach[h]", "h")
                    .get(random.nextInt(10));
        }
        var left = number(random, depth - 1);
        var right = number(random, depth - 1);
        return switch (random.nextInt(7)) {
            case 0 -> "(" + left + " + " + right + ")";
            case 1 -> "(" + left + " - " + right + ")";
            case 2 -> "min(" + left + ", " + right + ")";
            case 3 -> "max(" + left + ", " + right + ")";
            case 4 -> "abs(" + left + ")";
            case 5 -> "(" + left + " div 3)";
            default -> "(" + left + " mod 3)";
        };
    }
}
