package dev.weft.kernels.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.kernels.Library;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kernel of the library, one token at a time: what comes out is what all tokens at once give. A kernel that
/// cannot be decoded is in the list at the end, with the reason; one that is neither fails.
final class DecodeTest {
    /// Where each token takes a plan of its own: every token up to here, then some.
    private static final int ALL = 64;

    private static final int STRIDE = 37;

    /// A device takes longer to make a plan, an SDK much longer: it compiles each.
    private static final int DEVICE_STRIDE = 3;

    private static final int SDK_STRIDE = 13;

    /// How many tokens a device decodes: `-Dweft.decode.tokens=1000` takes its time.
    private static final int DEVICE_TOKENS = Integer.getInteger("weft.decode.tokens", 40);

    static Stream<Named<KernelDefinition>> decoded() throws IOException {
        return Library.kernels().filter(kernel -> !(Way.of(kernel.getPayload()) instanceof Way.Not));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoded")
    void aThousandTokensOneByOneAreThePrefill(KernelDefinition kernel) throws IOException {
        decode(kernel, Device.jvm(2), 1000, token -> token < ALL || token % STRIDE == 0);
    }

    /// TornadoVM: the emulator where there is no SDK.
    @ParameterizedTest(name = "{0}")
    @MethodSource("decoded")
    void devicesDecodeToo(KernelDefinition kernel) throws IOException {
        int stride = System.getenv("TORNADOVM_HOME") != null ? SDK_STRIDE : DEVICE_STRIDE;
        decode(
                kernel,
                Device.tornado(),
                DEVICE_TOKENS,
                token -> token < ALL ? token % stride == 0 : token % (stride * STRIDE) == 0);
    }

    /// @param chosen which tokens, and the last, where the others need not have been
    private static void decode(KernelDefinition kernel, Device device, int tokens, IntPredicate chosen)
            throws IOException {
        var sequence = Sequence.of(kernel, device, tokens);
        var same = same(sequence);
        var wanted = same.prefill();
        try (var decoder = decoder(sequence, same)) {
            for (int token = 0; token < tokens; token++) {
                if (!decoder.skips() || chosen.test(token) || token == tokens - 1) {
                    compare(kernel, decoder.next(token), wanted, token);
                }
            }
        }
    }

    /// The same numbers, for a kernel that takes all tokens in their order.
    private static Sequence same(Sequence sequence) throws IOException {
        return switch (Way.of(sequence.kernel())) {
            case Way.Cached(var of, var scalars) ->
                new Sequence(named(of), sequence.device(), sequence.tokens(), scalars);
            case Way.Carried(var of) -> Sequence.of(named(of), sequence.device(), sequence.tokens());
            case Way.LastQuery(), Way.LastRow(), Way.Step(var _), Way.Not(var _) -> sequence;
        };
    }

    private static Decoder decoder(Sequence sequence, Sequence same) {
        return switch (Way.of(sequence.kernel())) {
            case Way.LastQuery() -> new Decoder.Again(sequence, sequence.inputs(), true);
            case Way.LastRow() -> new Decoder.Again(sequence, sequence.inputs(), false);
            case Way.Step(var states) -> new Stepping(sequence, states);
            case Way.Cached(var _, var _) -> new Caching(sequence, same.inputs());
            case Way.Carried(var _) -> Carrying.of(same);
            case Way.Not(var why) -> throw new AssertionError(why);
        };
    }

    private static KernelDefinition named(String name) throws IOException {
        return Library.kernels()
                .map(Named::getPayload)
                .filter(kernel -> kernel.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no kernel " + name));
    }

    private static void compare(
            KernelDefinition kernel, Map<String, double[]> given, Map<String, Whole> wanted, int token) {
        assertThat(given).isNotEmpty();
        given.forEach((name, row) -> {
            var whole = Sequence.known(wanted, name);
            var expected = whole.part(token, token + 1);
            var tolerance = whole.argument().type() == DType.F16 ? 2e-3 : 2e-5;
            assertThat(row).as("%s of %s", name, kernel.name()).hasSameSizeAs(expected);
            for (int b = 0, each = row.length / (int) whole.shape()[0]; b < whole.shape()[0]; b++) {
                if (token + 1 < seenByAll(kernel, b)) {
                    continue;
                }
                for (int n = b * each; n < (b + 1) * each; n++) {
                    assertThat(Math.abs(row[n] - expected[n]))
                            .as("%s of %s, token %d, element %d: %s and %s", name, kernel.name(), token, n, row[n], expected[n])
                            .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected[n])));
                }
            }
        });
    }

    /// How many leading tokens see each other, and so are computed at once.
    private static int seenByAll(KernelDefinition kernel, int sequence) {
        boolean prefix = kernel.arguments().stream().anyMatch(argument -> argument.name().equals("prefix"));
        return prefix ? Sequence.prefix(sequence) : 0;
    }

    @Test
    void whatCannotBeDecodedIsListed() throws IOException {
        var why = new TreeMap<String, String>();
        Library.kernels().forEach(kernel -> {
            if (Way.of(kernel.getPayload()) instanceof Way.Not(var reason)) {
                why.put(kernel.getPayload().name(), reason);
            }
        });
        assertThat(why.keySet())
                .as("each name in Way is that of a kernel")
                .containsExactly(
                        "Cross",
                        "Encoder",
                        "ScaledProduct",
                        "SegmentMeans",
                        "Sigmoid",
                        "T5Encoder",
                        "VqEncoder",
                        "VqEncoderNear");
        assertThat(why.values()).doesNotContain("");
    }
}
