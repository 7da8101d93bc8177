package dev.weft.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.diagnostic.Renderer;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Stack;
import dev.weft.dsl.prove.Layering;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which layer is what, with the numbers of the essays on HWFA and HWFA2.
class StacksTest {
    private static final String LAYERS = """
            import std.layers
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
            """;
    private static final Stack HWFA = stack("""
            stack Hwfa {
              param L, w, T : i32
              where 4 * ((w - 1) * (L - 1) + 1) <= 3 * T
              layer 1 ..< L : WindowRope(w = w)
              layer L       : FullNope(T = T)
            }
            """);
    private static final Stack HWFA2 = stack("""
            stack Hwfa2 {
              param L, w, T, f : i32
              layer l in 1 ..< L + 1 where spread(l, L, f)     : FullNope(T = T)
              layer l in 1 ..< L + 1 where not spread(l, L, f) : WindowRope(w = w)
            }
            """);

    private static Stack stack(String text) {
        return switch (Specs.check(LAYERS + text)) {
            case Result.Ok<Program>(var program, var _) -> program.stacks().getFirst();
            case Result.Refused<Program>(var why) ->
                throw new AssertionError(Renderer.plain().render(why));
        };
    }

    private static List<Layering.Layer> layers(Stack stack, Map<String, Double> params) {
        return switch (Layering.of(stack, params)) {
            case Layering.Layers(var layers) -> layers;
            case Layering.Refused(var _, var why) -> throw new AssertionError(why);
        };
    }

    private static String refused(Stack stack, Map<String, Double> params) {
        return switch (Layering.of(stack, params)) {
            case Layering.Layers(var layers) -> throw new AssertionError(layers.toString());
            case Layering.Refused(var _, var why) -> why;
        };
    }

    @Test
    void windowsThenOneFullLayer() {
        var layers = layers(HWFA, Map.of("L", 24.0, "w", 16.0, "T", 512.0));
        assertThat(layers).hasSize(24);
        assertThat(layers.subList(0, 23)).allSatisfy(layer -> {
            assertThat(layer.line().kernel().name()).isEqualTo("WindowRope");
            assertThat(layer.arguments()).containsExactly(16.0);
        });
        assertThat(layers.getLast().line().kernel().name()).isEqualTo("FullNope");
        assertThat(layers.getLast().arguments()).containsExactly(512.0);
    }

    /// (w - 1)(L - 1) + 1 for L = 24: 346 and 369 of 512 stay below 3/4, 392 and 714 do not.
    @ParameterizedTest
    @CsvSource({"16, true, 1384", "17, true, 1476", "18, false, 1568", "32, false, 2856"})
    void theReceptiveFieldStaysBelowThreeQuarters(double w, boolean legal, int four) {
        var params = Map.of("L", 24.0, "w", w, "T", 512.0);
        if (legal) {
            assertThat(layers(HWFA, params)).hasSize(24);
        } else {
            assertThat(refused(HWFA, params))
                    .isEqualTo(
                            "where 4 * ((w - 1) * (L - 1) + 1) <= 3 * T does not hold: w=%d, L=24, T=512 (%d <= 1536)"
                                    .formatted((int) w, four));
        }
    }

    /// 0-based places t L / (f + 1): 12; 8 and 16; 6, 12 and 18 of 24.
    @ParameterizedTest
    @CsvSource({
        "24, 0, ''",
        "24, 1, '13'",
        "24, 2, '9 17'",
        "24, 3, '7 13 19'",
        "7, 2, '3 5'",
        "3, 2, '2 3'",
        "1, 1, '1'"
    })
    void fullLayersAreSpreadEvenly(double layers, double full, String places) {
        var found = layers(HWFA2, Map.of("L", layers, "w", 64.0, "T", 512.0, "f", full)).stream()
                .filter(layer -> layer.line().kernel().name().equals("FullNope"))
                .map(layer -> Integer.toString(layer.number()))
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(places);
    }

    /// The closed form against the definition, for all small numbers.
    @Test
    void spreadIsWhatItSays() {
        for (int layers = 1; layers <= 12; layers++) {
            for (int full = 0; full < layers; full++) {
                var expected = new java.util.TreeSet<Integer>();
                for (int t = 1; t <= full; t++) {
                    expected.add(t * layers / (full + 1) + 1);
                }
                var params = Map.of("L", (double) layers, "w", 4.0, "T", 64.0, "f", (double) full);
                assertThat(layers(HWFA2, params).stream()
                                .filter(layer -> layer.line().kernel().name().equals("FullNope"))
                                .map(Layering.Layer::number))
                        .as("L=%d, f=%d", layers, full)
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void aMissingLayerIsNamedWhenParamsSayIt() {
        var gap = stack("""
                stack Gap {
                  param L, m : i32
                  layer 1 ..< m : WindowRope(w = 4)
                  layer L       : FullNope(T = 8)
                }
                """);
        assertThat(layers(gap, Map.of("L", 4.0, "m", 4.0))).hasSize(4);
        assertThat(refused(gap, Map.of("L", 4.0, "m", 3.0)))
                .isEqualTo("layer 3 of Gap is missing: its lines go up to layer 4");
        assertThat(refused(gap, Map.of("L", 4.0, "m", 6.0)))
                .isEqualTo("layer 4 of Gap comes twice: in `layer 1 ..< m` and in `layer L`");
        assertThat(refused(gap, Map.of("L", 0.0, "m", 1.0))).startsWith("layers count from 1");
    }

    @Test
    void constsLetsAndAllTypesOfArguments() {
        var typed = stack("""
                attention Scaled : Mha {
                  param s      : f32
                  param causal : bool
                  param w      : i32
                  score = s * (q @ k)
                  keep  = not causal or 0 <= i - j < w
                  o     = softmax(score) @ v
                }
                stack Typed {
                  param s : f32
                  const half = 4
                  let   last = 2 * half
                  layer l in 1 ..< last : Scaled(l, w = l div 2, causal = l <= half)
                  layer last            : Scaled(s = s / half, causal = true, w = last)
                }
                """);
        var layers = layers(typed, Map.of("s", 2.0));
        assertThat(layers).hasSize(8);
        assertThat(layers.get(4).arguments()).containsExactly(5.0, 0.0, 2.0);
        assertThat(layers.get(7).arguments()).containsExactly(0.5, 1.0, 8.0);
    }

    @Test
    void argumentsAreCalculatedPerLayer() {
        var growing = stack("""
                stack Growing {
                  param L : i32
                  layer l in 1 ..< L + 1 : WindowRope(w = 16 * l)
                }
                """);
        assertThat(layers(growing, Map.of("L", 3.0)).stream().map(Layering.Layer::arguments))
                .containsExactly(List.of(16.0), List.of(32.0), List.of(48.0));
    }
}
