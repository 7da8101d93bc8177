package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.codegen.Pipeline;
import dev.weft.codegen.Target;
import dev.weft.dsl.check.Checker;
import dev.weft.dsl.check.names.Library;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.interpret.Interpreter;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.syntax.Parser;
import dev.weft.runtime.BindException;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.cache.Room;
import dev.weft.runtime.compile.JavaSource;
import dev.weft.runtime.compile.KernelCompiler;
import dev.weft.runtime.stack.StackDefinition;
import dev.weft.runtime.stack.StackPlan;
import dev.weft.runtime.stack.StackSession;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Stacks all the way: what the layers of a growing sequence give is what the interpreter makes of the equations over
/// all of its tokens.
final class StackWalkTest {
    private static final String LAYERS = """
            import std.position
            signature Mha {
              dim   B, H, N, D
              query q : f32[B, H, N, D]
              key   k : f32[B, H, N, D]
              value v : f32[B, H, N, D]
              out   o : f32[B, H, N, D]
            }
            attention WindowRope : Mha {
              param w : i32
              score = rope(q, i) @ rope(k, j) / sqrt(D)
              keep  = 0 <= i - j < w
              o     = softmax(score) @ v
            }
            attention FullNope : Mha {
              param T : i32
              score = log_scale(i, T) * q @ k / sqrt(D)
              keep  = j <= i
              o     = softmax(score) @ v
            }
            attention Blocks : Mha {
              score = q @ k / sqrt(D) - 0.1 * (i - j)
              keep  = j <= i and i div 8 - j div 8 <= 1
              o     = v[b, h, 0] * 0 + softmax(score) @ v
            }
            attention Chunks : Mha {
              score = q @ k / sqrt(D) - 0.1 * (i - j)
              keep  = j <= i and i div 8 - j div 8 <= 1
              o     = tanh(softmax(score) @ v) + logsumexp(score)
            }
            attention Sinks : Mha {
              param w : i32
              score = rope(q, i) @ rope(k, j)
              keep  = j <= i and (i - j < w or j < 2)
              o     = sigmoid(score) @ v
            }
            """;
    private static final int H = 2;
    private static final int D = 6;

    private record Made(Program program, StackDefinition definition) {
        Attention kernel(int layer, double... params) {
            var name = definition
                    .kernels()
                    .get(definition.layers(params).get(layer - 1).kernel())
                    .kernel()
                    .name();
            return program.kernels().stream()
                    .filter(kernel -> kernel.name().equals(name))
                    .map(Attention.class::cast)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Made made(String stack) {
        var checked = Parser.parse(new SourceText("test.weft", LAYERS + stack))
                .then(file -> Checker.check(file, Library.bundled()));
        if (!(checked instanceof Result.Ok<Program>(var program, var _))) {
            throw new AssertionError(checked.diagnostics());
        }
        var sources = Pipeline.java(program, Target.jvm()).stream()
                .map(source -> new JavaSource(source.qualifiedName(), source.text()))
                .toList();
        try {
            var definition = (StackDefinition) KernelCompiler.shared()
                    .compile(sources)
                    .loadClass(program.stacks().getFirst().name())
                    .getField("DEFINITION")
                    .get(null);
            return new Made(program, definition);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(stack, e);
        }
    }

    private static double[] normal(int tokens, int seed) {
        var random = new SplittableRandom(seed);
        return random.doubles(2L * H * tokens * D).map(x -> (float) (2 * x - 1)).toArray();
    }

    /// Tokens `from` up to `end` of `x`, two sequences.
    private static Tensor cut(double[] x, int tokens, int from, int end) {
        var tensor = Tensor.allocate(DType.F32, 2, H, end - from, D);
        for (int bh = 0; bh < 2 * H; bh++) {
            for (int n = 0; n < (end - from) * D; n++) {
                tensor.set((long) bh * (end - from) * D + n, x[(bh * tokens + from) * D + n]);
            }
        }
        return tensor;
    }

    /// Runs a session of all layers over `tokens` tokens in steps of several lengths, and compares every layer.
    private static void assertGrows(Made made, int tokens, double... params) {
        int layers = made.definition().layers(params).size();
        var q = normal(tokens, 1);
        var k = normal(tokens, 2);
        var v = normal(tokens, 3);
        var sizes = Map.of("B", 2, "H", H, "N", tokens, "D", D);
        int[] shape = {2, H, tokens, D};
        try (var session = StackSession.of(
                made.definition(), Device.jvm(2), new int[] {2, H, 7, D}, new Room(40, 4, 20), params)) {
            var expected = new Values[layers + 1];
            for (int layer = 1; layer <= layers; layer++) {
                var kernel = made.kernel(layer, params);
                var scalars = new java.util.HashMap<String, Double>();
                for (int at = 0; at < kernel.params().size(); at++) {
                    scalars.put(
                            kernel.params().get(at).name(),
                            made.definition()
                                    .layers(params)
                                    .get(layer - 1)
                                    .scalars()
                                    .get(at));
                }
                expected[layer] = java.util.Objects.requireNonNull(Interpreter.of(
                                kernel,
                                sizes,
                                scalars,
                                Map.of(
                                        "q", new Values(shape, q),
                                        "k", new Values(shape, k),
                                        "v", new Values(shape, v)))
                        .run()
                        .get("o"));
            }
            int step = 0;
            for (int from = 0; from < tokens; ) {
                int end = Math.min(tokens, from + 1 + step++ % 7);
                session.add(end - from);
                for (int layer = 1; layer <= layers; layer++) {
                    try (var a = cut(q, tokens, from, end);
                            var b = cut(k, tokens, from, end);
                            var c = cut(v, tokens, from, end);
                            var o = Tensor.allocate(DType.F32, 2, H, end - from, D);
                            var wanted = cut(expected[layer].data(), tokens, from, end)) {
                        session.run(layer, a, b, c, o);
                        for (long n = 0; n < o.elements(); n++) {
                            assertThat(o.get(n))
                                    .as("layer %d, tokens %d to %d, element %d", layer, from, end, n)
                                    .isCloseTo(wanted.get(n), within(2e-5));
                        }
                    }
                }
                from = end;
            }
        }
    }

    @Test
    void theStackOfTheLanguagePageGrows() {
        var made = made("""
                stack Hwfa {
                  param L, w, T : i32
                  where 4 * ((w - 1) * (L - 1) + 1) <= 3 * T
                  layer 1 ..< L : WindowRope(w = w)
                  layer L       : FullNope(T = T)
                }
                """);
        assertThat(made.definition().keys()).isEqualTo(-1);
        assertGrows(made, 50, 3, 6, 20);
        assertThatThrownBy(() -> made.definition().layers(new double[] {24, 18, 512}))
                .isInstanceOf(BindException.class)
                .hasMessageEndingWith("(1568 <= 1536)");
    }

    /// Blocks look back to the start of the block before; a window with sinks keeps all.
    @Test
    void otherKindsOfMemoryGrow() {
        var made = made("""
                stack Mixed {
                  param w : i32
                  layer 1                                : Chunks
                  layer l in 2 ..< 5 where l mod 2 == 0  : Sinks(w = w + l)
                  layer l in 2 ..< 5 where l mod 2 != 0  : WindowRope(w = l)
                }
                """);
        assertThat(made.definition().layers(new double[] {3}))
                .extracting(layer -> layer.memory())
                .containsExactly(15L, -1L, 2L, -1L);
        assertGrows(made, 45, 3);
    }

    @Test
    void whatCannotGoOnSaysWhy() {
        var made = made("""
                stack Whole {
                  layer 1 : Blocks
                }
                """);
        assertThatThrownBy(() -> StackSession.of(
                        made.definition(), Device.jvm(1), new int[] {1, H, 4, D}, Room.of(1, 8), new double[0]))
                .isInstanceOf(BindException.class)
                .hasMessage(
                        "layers of Whole cannot go on token by token: in Blocks it reads `v` at other places than its"
                                + " own");
        try (var plan = StackPlan.of(made.definition(), Device.jvm(1), new int[] {1, H, 4, D})) {
            assertThat(plan.layers()).isEqualTo(1);
        }
    }

    @Test
    void layersThatDoNotCoverAreRefused() {
        var made = made("""
                stack Gap {
                  param L, m : i32
                  layer 1 ..< m : WindowRope(w = 4)
                  layer L       : FullNope(T = 8)
                }
                """);
        assertThat(made.definition().layers(new double[] {4, 4})).hasSize(4);
        assertThatThrownBy(() -> made.definition().layers(new double[] {6, 3}))
                .hasMessage("layers 3, 4, 5 of Gap are missing: its lines go up to layer 6");
        assertThatThrownBy(() -> made.definition().layers(new double[] {4, 6}))
                .hasMessage("layer 4 of Gap comes twice: in `layer 1 ..< m` and in `layer L`");
        assertThatThrownBy(() -> made.definition().layers(new double[] {0, 0}))
                .hasMessage("layers count from 1, and `layer L` begins at 0");
    }
}
