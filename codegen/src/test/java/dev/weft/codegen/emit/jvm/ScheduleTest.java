package dev.weft.codegen.emit.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Specs;
import dev.weft.codegen.lower.Lowering;
import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.schedule.FoldRuns;
import dev.weft.codegen.schedule.Formula;
import dev.weft.codegen.schedule.Formula.Operation;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.schedule.JvmSchedule;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.runtime.tune.Tuning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A generated constructor settles the numbers that are told beforehand.
class ScheduleTest {
    private static final String SPEC = """
            attention Scheduled {
              dim B, H, G, N, M, D
              where H mod G == 0
              query q : f32[B, H, N, D]
              key k : f32[B, G, M, D] at [b, h div (H div G), j]
              value v : f32[B, G, M, D] at [b, h div (H div G), j]
              out o : f32[B, H, N, D]
              score = q @ k
              o = softmax(score) @ v
              %s
            }
            """;

    @ParameterizedTest
    @EnumSource
    void constructorsSettleWhatIsTold(JvmForm form) {
        for (var by : new String[] {"by flash()", "by split(parts = 3)"}) {
            var program = program(SPEC.formatted(by));
            var woven = Woven.of(program, form);
            for (int heads : new int[] {1, 4, 6}) {
                for (int queries : new int[] {0, 1, 31, 48, 49, 1000}) {
                    for (int keys : new int[] {0, 1, 128, 257, 5000}) {
                        for (int workers : new int[] {1, 2, 16}) {
                            int groups = heads % 2 == 0 ? 2 : 1;
                            var told = JvmSchedule.of(
                                    form,
                                    program,
                                    Map.of(
                                            "batches", 2,
                                            "heads", heads,
                                            "queries", queries,
                                            "group", heads / groups,
                                            "keysBound", keys,
                                            "workers", workers));
                            var kernel = woven.bind(new int[] {2, heads, groups, queries, keys, 8}, workers);
                            assertThat(settled(form, kernel)).isEqualTo(told);
                        }
                    }
                }
            }
        }
    }

    private static final String CODED = """
            attention Coded {
              dim B, H, G, N, M, D, S
              where H mod G == 0 and N <= M
              query q : f32[B, H, N, D]
              key k : f32[B, G, M, D] at [b, h div (H div G), j]
              value v : f32[B, G, M, D] at [b, h div (H div G), j]
              table c : f32[S, D]
              table r : f32[1024]
              out o : f32[B, H, N, D]
              let t = i + M - N
              let z = nearest(k, c)
              score = q @ c[z] + (if t div 512 - j div 512 <= 1 then r[t - j] else 0)
              keep = j <= t
              o = softmax(score) @ v
              by codes(of = z, block = 512)
            }
            """;

    /// Kernels choose their runs by the costs that are told.
    @ParameterizedTest
    @EnumSource
    void runsAreThoseThatAreTold(JvmForm form) {
        var program = program(CODED);
        var near = FoldRuns.nearKeys(program, (Far.Folded) program.far());
        assertThat(Dependence.of(near).sizesAlone()).isTrue();
        var woven = Woven.of(program, form);
        for (int heads : new int[] {1, 2, 6}) {
            for (int queries : new int[] {0, 1, 49, 1000, 5000}) {
                for (int behind : new int[] {0, 700, 9000}) {
                    for (int codes : new int[] {1, 512, 9000}) {
                        for (int workers : new int[] {1, 2, 16}) {
                            int keys = queries + behind;
                            var told = JvmSchedule.runs(
                                    form,
                                    program,
                                    Map.of(
                                            "batches", 2,
                                            "heads", heads,
                                            "queries", queries,
                                            "group", 1,
                                            "keysBound", keys,
                                            "workers", workers,
                                            "codes", codes,
                                            // The last query's own block and the one before, or fewer keys.
                                            "nearKeys", keys - Math.max(0, Math.max(0, keys - 1) / 512 - 1) * 512));
                            var kernel = woven.bind(new int[] {2, heads, heads, queries, keys, 8, codes}, workers);
                            assertThat(field(kernel, "runs")).isEqualTo(told.runs());
                            assertThat(tilesOfRuns(kernel)).isEqualTo(List.of(told.fewestTiles(), told.mostTiles()));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void chosenNumbersTakeThePlaceOfFormulas(JvmForm form) {
        var program = program(SPEC.formatted(""));
        var chosen = Map.of(
                "rowTile", 2 * form.rowBlock(), "strip", form.rowBlock(), "keyTile", 3 * form.panel(), "parts", 2);
        var given = new HashMap<>(
                Map.of("batches", 2, "heads", 4, "queries", 100, "group", 2, "keysBound", 900, "workers", 2));
        chosen.forEach((name, number) -> given.put(Formula.Tuned.chosen(name), number));
        var told = JvmSchedule.of(form, program, given);
        assertThat(told.rowTile()).isEqualTo(2 * form.rowBlock());
        assertThat(told.strip()).isEqualTo(form.rowBlock());
        assertThat(told.keyTile()).isEqualTo(3 * form.panel());
        assertThat(told.parts()).isEqualTo(Math.min(2, 900 / (6 * form.panel())));
        var tuning = Tuning.of(chosen);
        var kernel = Woven.of(program, form).bind(new int[] {2, 4, 2, 100, 900, 8}, 2, tuning);
        assertThat(settled(form, kernel)).isEqualTo(told);
        tuning.checkUsed();
    }

    @Test
    void aTableHidesTheNumberOfKeys() {
        var program = program(SPEC.formatted("")
                .replace("out o", "table length : i32[B]\n  table page : i32[B, M]\n  out o")
                .replace(
                        "f32[B, G, M, D] at [b, h div (H div G), j]",
                        "f32[B, G, M, D] at [b, h div (H div G), page[b, j]] for j < length[b]"));
        assertThat(JvmSchedule.keysKnown(program)).isFalse();
        var woven = Woven.of(program, JvmForm.SCALAR);
        var told = JvmSchedule.of(
                JvmForm.SCALAR,
                program,
                Map.of("batches", 1, "heads", 2, "queries", 100, "group", 2, "keysBound", 0, "workers", 4));
        assertThat(told.packed()).isFalse();
        assertThat(told.parts()).isEqualTo(3);
        assertThat(settled(JvmForm.SCALAR, woven.bind(new int[] {1, 2, 1, 100, 70, 8}, 4)))
                .isEqualTo(told);
    }

    @Test
    void formulasReadAsTheyAreWorkedOut() {
        var a = Formula.of("a");
        var sum = a.with(Operation.PLUS, 2).with(Operation.TIMES, a);
        assertThat(sum.java()).isEqualTo("(a + 2) * a");
        assertThat(sum.in(Map.of("a", 5))).isEqualTo(35);
        var much = a.with(Operation.PLUS, 1).with(Operation.TIMES_CAPPED, a).with(Operation.PLUS_CAPPED, 7);
        assertThat(much.java())
                .isEqualTo(
                        "Math.clamp((long) Math.clamp((long) (a + 1) * a, 0, Integer.MAX_VALUE) + 7, 0, Integer.MAX_VALUE)");
        assertThat(much.in(Map.of("a", 5))).isEqualTo(37);
        assertThat(much.in(Map.of("a", 1 << 30))).isEqualTo(Integer.MAX_VALUE);
        var over = a.with(Operation.OVER, Formula.of(2).with(Operation.TIMES, a));
        assertThat(over.java()).isEqualTo("a / (2 * a)");
        assertThat(over.in(Map.of("a", 5))).isZero();
        var up = new Formula.AtLeast(a, Formula.of(6), Formula.of(1), a.with(Operation.CEIL, 2));
        var tuned = up.tuned("n", 4);
        assertThat(tuned.with(Operation.PLUS, 1).java())
                .isEqualTo("tuning.or(\"n\", 4, a >= 6 ? 1 : Math.ceilDiv(a, 2)) + 1");
        assertThat(tuned.in(Map.of("a", 5))).isEqualTo(3);
        assertThat(tuned.in(Map.of("a", 5, Formula.Tuned.chosen("n"), 8))).isEqualTo(8);
        assertThat(up.java()).isEqualTo("a >= 6 ? 1 : Math.ceilDiv(a, 2)");
        assertThat(up.in(Map.of("a", 5))).isEqualTo(3);
    }

    private static TileProgram program(String spec) {
        return Lowering.lower("demo", "test.weft", Specs.text(spec).getFirst());
    }

    private static JvmSchedule settled(JvmForm form, Object kernel) {
        return new JvmSchedule(
                form,
                (int) field(kernel, "rowTile"),
                (int) field(kernel, "strip"),
                (int) field(kernel, "keyTile"),
                (int) field(kernel, "rowTiles"),
                (int) field(kernel, "groups"),
                (boolean) field(kernel, "packed"),
                form != JvmForm.SCALAR && (boolean) field(kernel, "few"),
                (int) field(kernel, "parts"));
    }

    /// How many row tiles the smallest and the greatest run have; together the runs have all.
    private static List<Integer> tilesOfRuns(Object kernel) {
        try {
            var firstTile = kernel.getClass().getDeclaredMethod("firstTile", int.class);
            firstTile.setAccessible(true);
            int runs = (int) field(kernel, "runs");
            var sizes = new ArrayList<Integer>();
            for (int run = 0; run < runs; run++) {
                sizes.add((int) firstTile.invoke(kernel, run + 1) - (int) firstTile.invoke(kernel, run));
            }
            assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(field(kernel, "rowTiles"));
            assertThat(sizes).allMatch(size -> size > 0);
            return runs == 0 ? List.of(0, 0) : List.of(Collections.min(sizes), Collections.max(sizes));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("firstTile", e);
        }
    }

    private static Object field(Object kernel, String name) {
        try {
            var field = kernel.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(kernel);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }
}
