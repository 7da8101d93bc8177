package dev.weft.codegen.emit.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.codegen.tile.Carry;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Value;
import dev.weft.runtime.ArgumentDefinition;
import dev.weft.runtime.BindException;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.JvmTarget;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.compile.CompiledClasses;
import dev.weft.runtime.compile.JavaSource;
import dev.weft.runtime.compile.KernelCompiler;
import dev.weft.runtime.tune.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FacadeEmitterTest {
    private static final String HASH = "0123456789abcdef";
    private static final Value N = new Value.Size("N");
    private static final Value M = new Value.Size("M");
    private static final Value D = new Value.Size("D");
    private static final Value W = new Value.Parameter("int", Kind.INT);

    private static Value bool(Op op, Value... of) {
        return new Value.Apply(Kind.BOOL, op, List.of(of));
    }

    private static Value whole(Op op, Value... of) {
        return new Value.Apply(Kind.INT, op, List.of(of));
    }

    private static Value literal(int value) {
        return new Value.Literal(Kind.INT, value);
    }

    private static Signature signature() {
        return new Signature(
                "demo.kernels",
                "Scaled",
                "Adds up. *Not* an attention: C:\\users */ <b>.",
                "C:\\users\\scaled.weft",
                List.of(
                        new Signature.Dimension("N", List.of()),
                        new Signature.Dimension("M", List.of()),
                        new Signature.Dimension("D", List.of(2, 4)),
                        new Signature.Dimension("class", List.of())),
                List.of(
                        new Signature.Tensor(
                                "x",
                                ElementType.F32,
                                Signature.Direction.IN,
                                List.of(N, whole(Op.MULTIPLY, literal(2), D)),
                                "the\ninput"),
                        new Signature.Scalar("int", ElementType.I32, Signature.Excess.KEPT, "how often"),
                        new Signature.Scalar("s", ElementType.F32, Signature.Excess.KEPT, ""),
                        new Signature.Scalar("negative", ElementType.BOOL, Signature.Excess.KEPT, ""),
                        new Signature.Tensor("o", ElementType.F32, Signature.Direction.OUT, List.of(N), "")),
                List.of(
                        new Signature.Condition(
                                bool(
                                        Op.AND,
                                        bool(Op.EQUAL, whole(Op.MOD, M, D), literal(0)),
                                        bool(Op.LESS_EQUAL, N, M)),
                                "M mod D == 0 and N <= M"),
                        new Signature.Condition(bool(Op.LESS, W, N), "int < N")),
                List.of(new Signature.Equation("o", "s * sum(x)")));
    }

    /// `o[n] = (negative ? -s : s) * int * sum(x[n, …])`
    private static final JavaSource KERNEL = new JavaSource("demo.kernels.ScaledScalar", """
            package demo.kernels;

            import dev.weft.runtime.JvmArguments;
            import dev.weft.runtime.JvmKernel;
            import dev.weft.runtime.profile.PhaseClock;
            import java.lang.foreign.SegmentAllocator;
            import java.lang.foreign.ValueLayout;

            final class ScaledScalar implements JvmKernel<Integer, Integer> {
                private final int n;
                private final int width;

                ScaledScalar(int[] sizes, int workers, dev.weft.runtime.tune.Tuning tuning) {
                    n = sizes[0];
                    width = 2 * sizes[2];
                }

                public Integer shared(SegmentAllocator memory) { return 0; }

                public Integer worker(SegmentAllocator memory, PhaseClock clock) { return 0; }

                public int stages() { return 1; }

                public boolean once(int stage) { return false; }

                public int tasks(int stage) { return n; }

                public void run(int stage, int task, JvmArguments arguments, Integer shared, Integer worker) {
                    var sum = 0f;
                    for (var d = 0; d < width; d++) {
                        sum += arguments.tensor(0).getAtIndex(ValueLayout.JAVA_FLOAT, (long) task * width + d);
                    }
                    var factor = arguments.scalar(0) * (arguments.scalar(2) != 0 ? -arguments.scalar(1) : arguments.scalar(1));
                    arguments.tensor(1).setAtIndex(ValueLayout.JAVA_FLOAT, task, (float) (sum * factor));
                }
            }
            """);

    private static final JavaSource USER = new JavaSource("demo.kernels.User", """
            package demo.kernels;

            import dev.weft.runtime.Device;
            import dev.weft.runtime.Tensor;
            import java.util.function.BiFunction;

            public class User implements BiFunction<Tensor, Tensor, String> {
                @Override
                public String apply(Tensor x, Tensor o) {
                    try (var plan = Scaled.on(Device.jvm(2)).plan(new Scaled.Sizes(3, 4, 2, 7))) {
                        plan.run(x, 2, 0.5f, true, o);
                        return plan.report().runs() + " " + plan.device().describe();
                    }
                }
            }
            """);

    private static CompiledClasses compiled(Set<String> targets, JavaSource... more) {
        var sources = new ArrayList<>(List.of(more));
        sources.add(
                new JavaSource("demo.kernels.Scaled", FacadeEmitter.text(signature(), HASH, targets, Carry.NOTHING)));
        return KernelCompiler.shared().compile(sources);
    }

    private static KernelDefinition definition() {
        return compiled(Set.of("SCALAR"), KERNEL).definition("demo.kernels.Scaled");
    }

    /// Device detection picks the machine's own target, so the hand-written kernel stands for all
    /// of them.
    private static JavaSource kernel(String suffix) {
        return new JavaSource(
                KERNEL.className().replace("Scalar", suffix), KERNEL.text().replace("ScaledScalar", "Scaled" + suffix));
    }

    @Test
    @SuppressWarnings("unchecked")
    void anApplicationUsesItWithTypes() throws Exception {
        var classes = compiled(
                Set.of("V512", "V256", "V128", "SCALAR"), KERNEL, kernel("V512"), kernel("V256"), kernel("V128"), USER);
        var user = (java.util.function.BiFunction<Tensor, Tensor, String>)
                classes.loadClass("demo.kernels.User").getDeclaredConstructor().newInstance();
        try (var x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3, 4);
                var o = Tensor.allocate(DType.F32, 3)) {
            assertThat(user.apply(x, o)).isEqualTo("1 " + Device.jvm(2).describe());
            assertThat(o.toFloats()).containsExactly(-10, -26, -42);
        }
    }

    @Test
    void theDefinitionSaysWhatTheSignatureSays() {
        var definition = definition();
        assertThat(definition.name()).isEqualTo("Scaled");
        assertThat(definition.dims()).containsExactly("N", "M", "D", "class");
        assertThat(definition.arguments())
                .containsExactly(
                        new ArgumentDefinition.OfTensor("x", DType.F32, "[N, 2 * D]", false),
                        new ArgumentDefinition.OfScalar("int", DType.I32),
                        new ArgumentDefinition.OfScalar("s", DType.F32),
                        new ArgumentDefinition.OfScalar("negative", DType.BOOL),
                        new ArgumentDefinition.OfTensor("o", DType.F32, "[N]", true));
        assertThat(definition.shapes(new int[] {3, 4, 2, 0})).isDeepEqualTo(new long[][] {{3, 4}, {3}});
        var most = Integer.MAX_VALUE;
        assertThat(definition.shapes(new int[] {most, most, most, 0})).isDeepEqualTo(new long[][] {
            {most, 2L * most}, {most}
        });
    }

    @Test
    void brokenFactsAreQuoted() {
        var definition = definition();
        definition.checkSizes(new int[] {3, 4, 2, 0});
        assertThatThrownBy(() -> definition.checkSizes(new int[] {5, 4, 2, 0}))
                .isInstanceOf(BindException.class)
                .hasMessage("where M mod D == 0 and N <= M does not hold: M=4, D=2, N=5");
        assertThatThrownBy(() -> definition.checkSizes(new int[] {3, 4, 3, 0}))
                .isInstanceOf(BindException.class)
                .hasMessage("Scaled is made for D in {2, 4}, not D=3");
        definition.checkScalars(new int[] {3, 4, 2, 0}, new double[] {2, 1, 0});
        assertThatThrownBy(() -> definition.checkScalars(new int[] {3, 4, 2, 0}, new double[] {3, 1, 0}))
                .isInstanceOf(BindException.class)
                .hasMessage("where int < N does not hold: N=3, int=3");
    }

    @Test
    void aTargetThatWasNotWovenIsRefused() {
        assertThatThrownBy(() -> definition().jvm(new int[] {3, 4, 2, 0}, JvmTarget.V512, 1, Tuning.none()))
                .isInstanceOf(BindException.class)
                .hasMessage(
                        "Scaled was generated without a kernel for V512: generate it again with that target, or run with -Dweft.target=scalar");
        assertThatThrownBy(() -> FacadeEmitter.text(signature(), HASH, Set.of("AVX"), Carry.NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTextIsForReaders() {
        var text = FacadeEmitter.text(signature(), HASH, Set.of("V256", "SCALAR"), Carry.NOTHING);
        assertThat(text)
                .startsWith(
                        "// Generated by weft from C:&#92;users\\scaled.weft. Do not edit.\npackage demo.kernels;\n")
                .contains("""
                        /// Adds up. *Not* an attention: C:&#92;users */ <b>.
                        ///
                        /// ```
                        /// o = s * sum(x)
                        /// ```
                        public final class Scaled {
                        """)
                .contains("    /// @param x `f32[N, 2 * D]`, read: the input\n")
                .contains("    /// @param int_ `i32`: how often\n")
                .contains("public void run(Tensor x, int int_, float s, boolean negative, Tensor o) {")
                .contains("public record Sizes(int N, int M, int D, int class_) {")
                .contains("case V256 -> new ScaledV256(sizes, workers, tuning);")
                .contains("case SCALAR -> new ScaledScalar(sizes, workers, tuning);")
                .doesNotContain("/**");
    }

    @Test
    void aKernelMayBeCalledLikeOurOwnTypes() {
        for (var name : List.of("Plan", "Tensor", "Sizes", "On", "Definition", "Device")) {
            var plain = signature();
            var named = new Signature(
                    plain.packageName(),
                    name,
                    plain.doc(),
                    plain.file(),
                    plain.dimensions(),
                    plain.arguments(),
                    plain.facts(),
                    plain.source());
            var kernel = new JavaSource(
                    "demo.kernels." + name + "Scalar", KERNEL.text().replace("ScaledScalar", name + "Scalar"));
            var classes = KernelCompiler.shared()
                    .compile(List.of(
                            new JavaSource(
                                    "demo.kernels." + name,
                                    FacadeEmitter.text(named, HASH, Set.of("SCALAR"), Carry.NOTHING)),
                            kernel));
            assertThat(classes.definition("demo.kernels." + name).name()).isEqualTo(name);
        }
    }

    @Test
    void itLoadsWhereTheKernelsCannot() throws Exception {
        var whole = compiled(Set.of("V256", "SCALAR"), KERNEL, kernel("V256"));
        var alone = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.endsWith("V256") || name.endsWith("Scalar")) {
                    throw new ClassNotFoundException(name);
                }
                try (var bytes = whole.getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (bytes == null) {
                        throw new ClassNotFoundException(name);
                    }
                    var all = bytes.readAllBytes();
                    return defineClass(name, all, 0, all.length);
                } catch (java.io.IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        var definition = (KernelDefinition)
                alone.loadClass("demo.kernels.Scaled").getField("DEFINITION").get(null);
        definition.checkSizes(new int[] {3, 4, 2, 0});
        assertThatThrownBy(() -> definition.jvm(new int[] {3, 4, 2, 0}, JvmTarget.V256, 1, Tuning.none()))
                .isInstanceOf(NoClassDefFoundError.class);
    }
}
