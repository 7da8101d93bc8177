package dev.weft.codegen.emit.tornado.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.codegen.emit.GeneratedSource;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelVerifierTest {
    @ParameterizedTest
    @MethodSource("dev.weft.codegen.emit.tornado.rules.Planted#all")
    void findsWhatBreaksARule(Planted planted) {
        var breaches = KernelVerifier.breaches("Planted", planted.text());
        assertThat(breaches).extracting(Breach::rule).containsOnly(planted.rule());
        assertThat(breaches).extracting(Breach::line).isEqualTo(planted.lines());
    }

    @Test
    void everyRuleIsBrokenByAPlantedKernel() {
        assertThat(Planted.all().map(Planted::rule).collect(Collectors.toSet())).isEqualTo(EnumSet.allOf(Rule.class));
    }

    @Test
    void namesClassMethodLineAndRule() {
        var source = new GeneratedSource("planted", "Planted", Planted.kernel("sum = sum >>> 3;"));
        assertThatThrownBy(() -> KernelVerifier.verify(source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("planted/Planted.java breaks TornadoVM's rules: attend, line 14: shifts with >>>, which the"
                        + " device's compiler turns into >>: sum >>> 3. Use (x >> k) & ((1 << (32 - k)) - 1)"
                        + " (UNSIGNED_SHIFT)");
    }

    @Test
    void tellsTheFirstFewOfMany() {
        var source = new GeneratedSource("", "Planted", Planted.kernel("sum = sum >>> 3;\n".repeat(9)));
        assertThatThrownBy(() -> KernelVerifier.verify(source)).hasMessageEndingWith("and 4 more");
    }

    @Test
    void whatIsNoJavaIsABugToo() {
        var source = new GeneratedSource("", "Planted", Planted.kernel("sum = ;"));
        assertThatThrownBy(() -> KernelVerifier.verify(source)).hasMessageContaining("no Java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                // Buffers are toggled by arithmetic.
                "int b = 0;\nwhile (sum < size_N) {\n  final int next = 1 - b;\n  sum = sum + b;\n  b = next;\n}",
                // Under a condition, and in an inner loop, a copy is a value of its own.
                "int b = 0;\nfor (int k = 0; k < n; k++) {\n  if (b < k) {\n    b = k;\n  }\n}\nsum = b;",
                "int b = 0;\nwhile (sum < n) {\n  sum = sum + 1;\n  b = sum;\n}\nsum = sum + b;",
                // What does not change may be handed on.
                "int b = 0;\nfor (int k = 0; k < n; k++) {\n  b = t;\n}\nsum = b;",
                "sum = (size_N + 3) / 4 + t % n + TornadoMath.max(0, given) / 2;",
                "final int d = t < size_N ? t : t - size_N;\nsum = d / 2;",
                "final int q = (given < 0 ? -1 - given : given) / n;\nsum = given < 0 ? -1 - q : q;",
                "for (int k = t; k < size_N; k += 4) {\n  sum = sum + k / 2;\n}",
                "total = Float.NEGATIVE_INFINITY * total;\nsum = total < 1.0f | total == 1.0f ? 1 : 0;",
                "for (int k = g; k < size_N; k++) {\n  context.localBarrier();\n}",
                "final int[] ints = new int[4];\nints[0] = t;\nsum = ints[0];",
                "sum = (sum >> 3) & 536870911;",
            })
    void leavesSoundKernelsAlone(String statements) {
        var source = new GeneratedSource("planted", "Planted", Planted.kernel(statements));
        assertThatCode(() -> KernelVerifier.verify(source)).doesNotThrowAnyException();
    }

    @Test
    void helpersAndParallelLoopsAreSound() {
        var source = new GeneratedSource("planted", "Planted", Planted.members("""
                    @Override
                    public void tasks(TaskGraph graph, TornadoArguments with) {
                        graph.task("attend", Planted::attend, (ShortArray) with.tensor(0), with.tasks(), 4);
                    }

                    static void attend(ShortArray x, int tasks, int n) {
                        for (@Parallel int task = 0; task < tasks; task++) {
                            for (@Parallel int k = 0; k < n; k++) {
                                x.set(task * n + k, (short) inside(x.get(k), tasks));
                            }
                        }
                    }

                    private static int inside(int a, int b) {
                        return a < 0 ? 0 : a < b ? a : b - 1;
                    }
                """));
        assertThatCode(() -> KernelVerifier.verify(source)).doesNotThrowAnyException();
    }
}
