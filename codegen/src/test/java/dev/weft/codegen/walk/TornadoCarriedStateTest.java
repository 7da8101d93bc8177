package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Target;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Plan;
import dev.weft.runtime.tune.Tuner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A sequence that is given bit by bit on TornadoVM's devices: on the emulator, and with TORNADOVM_HOME
/// set on TornadoVM itself. Rows are those of the equations over the whole, and the state is the JVM's,
/// bit by bit.
class TornadoCarriedStateTest {
    private static final int COUNT = Integer.getInteger("weft.carried.tornado", 5);
    private static final List<Spec> SPECS =
            IntStream.range(0, COUNT).mapToObj(TornadoCarriedStateTest::of).toList();
    private static final Batch BATCH = TornadoWalkTest.batch(SPECS, Target.values());

    /// A case of [CarriedStateTest] under a name of its own: on TornadoVM its classes are in the class path.
    private static Spec of(int n) {
        var one = CarriedStateTest.of(n);
        return Spec.of(
                new RandomCase(7_000_000 + n, one.text(), one.kernel(), one.sizes(), one.params(), one.inputs()));
    }

    @AfterAll
    static void removeKernels() throws IOException {
        TornadoWalkTest.removeKernels();
    }

    /// TornadoVM's device, whose kernels have a form.
    private record Formed(String form) implements Device {
        @Override
        public String describe() {
            return Device.tornado().describe();
        }

        @Override
        public Device profiled() {
            return this;
        }

        @Override
        public Device tuned(Tuner tuner) {
            return this;
        }

        @Override
        public Plan plan(KernelDefinition kernel, Set<String> resident, int... sizes) {
            return TornadoWalkTest.plan(form, kernel, resident, sizes);
        }
    }

    private static Sequence onDevice(Spec spec, String form, int most) {
        return new Sequence(spec, Sequence.of(spec, BATCH), most, new Formed(form));
    }

    private static Sequence onJvm(Spec spec, int most) {
        return new Sequence(spec, Sequence.of(spec, BATCH), most, 1);
    }

    private static int tokens(Spec spec) {
        return Objects.requireNonNull(spec.one().sizes().get("M"));
    }

    private static void same(Spec spec, Map<String, Values> outs) {
        spec.expected()
                .forEach((out, values) -> assertThat(Tolerance.of(spec.kernel(), out)
                                .difference(values, Objects.requireNonNull(outs.get(out))))
                        .as("%s of%n%s", out, spec.one().text())
                        .isEmpty());
    }

    /// A prompt, then chunks, then single tokens.
    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void chunksGiveTheRowsOfTheWholeAndTheStateOfTheJvm(String form) {
        for (var spec : SPECS) {
            int all = tokens(spec);
            try (var device = onDevice(spec, form, 16);
                    var jvm = onJvm(spec, 48)) {
                device.takeAll(all - 12, 20, 7, 1);
                jvm.takeAll(all - 12, all);
                assertThat(device.saved()).as(spec.one().text()).isEqualTo(jvm.saved());
                same(spec, device.takeAll(all, 1).outs());
                assertThat(device.saved()).isEqualTo(jvm.takeAll(all, 5).saved());
            }
        }
    }

    /// One document after the other in the same state is each for itself.
    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void aClearedStateHasForgottenTheDocumentBefore(String form) {
        var spec = SPECS.getFirst();
        int all = tokens(spec);
        int first = all / 2;
        try (var both = onDevice(spec, form, 16);
                var alone = onDevice(spec, form, 16)) {
            both.takeAll(first, 20);
            both.state().clear();
            both.takeAll(all, 9, 1);
            alone.skip(first);
            alone.takeAll(all, 9, 1);
            assertThat(both.saved()).isEqualTo(alone.saved());
            sameFrom(first, both.outs(), alone.outs());
        }
    }

    private static void sameFrom(int first, Map<String, Values> outs, Map<String, Values> others) {
        outs.forEach((out, values) -> {
            var other = Objects.requireNonNull(others.get(out));
            int inner = values.shape().length > 3 ? values.shape()[3] : 1;
            for (int e = 0; e < values.data().length; e++) {
                if (e / inner % values.shape()[2] >= first) {
                    assertThat(values.data()[e]).isEqualTo(other.data()[e]);
                }
            }
        });
    }

    /// What the JVM has saved goes on on a device, and the other way round.
    @ParameterizedTest
    @ValueSource(strings = {"groups", "loops"})
    void savedStatesGoFromDeviceToDevice(String form) throws IOException {
        for (var spec : SPECS.subList(0, 2)) {
            int all = tokens(spec);
            try (var jvm = onJvm(spec, 16);
                    var device = onDevice(spec, form, 8);
                    var back = onJvm(spec, 32)) {
                var saved = jvm.takeAll(all - 14, 30).saved();
                device.takeAll(3, 3);
                device.state().restore(new ByteArrayInputStream(saved));
                device.skip(all - 14 - 3);
                assertThat(device.saved()).isEqualTo(saved);
                device.takeAll(all - 4, 8, 1);
                back.state().restore(new ByteArrayInputStream(device.saved()));
                back.skip(all - 4);
                back.takeAll(all, 4);
                device.takeAll(all, 4);
                assertThat(back.saved()).isEqualTo(device.saved());
                sameEnd(spec, all - 14, device.outs());
            }
        }
    }

    /// Rows from a token on are those of the equations.
    private static void sameEnd(Spec spec, int from, Map<String, Values> outs) {
        spec.expected().forEach((out, values) -> {
            var got = Objects.requireNonNull(outs.get(out));
            int inner = values.shape().length > 3 ? values.shape()[3] : 1;
            int all = values.shape()[2];
            for (int e = 0; e < values.data().length; e++) {
                if (e / inner % all < from) {
                    got.data()[e] = values.data()[e];
                }
            }
        });
        same(spec, outs);
    }
}
