package dev.weft.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JvmSupportTest {
    private static final String VM = "OpenJDK 64-Bit Server VM";
    private static final String MIXED = "mixed mode, sharing";

    private static int notAsked() {
        throw new AssertionError("the Vector API must not be touched");
    }

    @Test
    void theWidestVectorsDecide() {
        var expected = new JvmTarget[] {JvmTarget.V128, JvmTarget.V256, JvmTarget.V512, JvmTarget.V512};
        for (var i = 0; i < expected.length; i++) {
            var bits = 128 << i;
            var support = JvmSupport.decide("", true, VM, MIXED, () -> bits);
            assertThat(support.target()).isEqualTo(expected[i]);
            assertThat(support.warning()).isEmpty();
        }
        assertThat(JvmSupport.decide("", true, VM, MIXED, () -> 64).target()).isEqualTo(JvmTarget.SCALAR);
    }

    @Test
    void withoutTheModuleItSaysWhichFlagToAdd() {
        var support = JvmSupport.decide("", false, VM, MIXED, JvmSupportTest::notAsked);
        assertThat(support.target()).isEqualTo(JvmTarget.SCALAR);
        assertThat(support.warning())
                .isEqualTo(
                        "Kernels run as plain loops, several times slower: the module jdk.incubator.vector is not there."
                                + " Cure: start the JVM with --add-modules jdk.incubator.vector.");
    }

    @Test
    void withoutC2ItIsScalar() {
        for (var mode : new String[] {"interpreted mode, sharing", "mixed mode, emulated-client, sharing"}) {
            var support = JvmSupport.decide("", true, VM, mode, JvmSupportTest::notAsked);
            assertThat(support.target()).isEqualTo(JvmTarget.SCALAR);
            assertThat(support.warning()).contains("the C2 compiler is off", "-XX:TieredStopAtLevel");
        }
        assertThat(JvmSupport.decide("", true, "Eclipse OpenJ9 VM", "JIT enabled", JvmSupportTest::notAsked)
                        .target())
                .isEqualTo(JvmTarget.SCALAR);
    }

    @Test
    void thePropertyOverrides() {
        assertThat(JvmSupport.decide("scalar", true, VM, MIXED, () -> 256))
                .isEqualTo(new JvmSupport(
                        JvmTarget.SCALAR,
                        "weft.target=scalar; without it V256, because the widest float vectors have 256 bits",
                        ""));
        assertThat(JvmSupport.decide("V128", true, VM, MIXED, () -> 256).target())
                .isEqualTo(JvmTarget.V128);
        var wider = JvmSupport.decide("v512", true, VM, MIXED, () -> 256);
        assertThat(wider.target()).isEqualTo(JvmTarget.V512);
        assertThat(wider.warning())
                .isEqualTo(
                        "weft.target=v512 is more than this JVM has, and slow: the widest float vectors have 256 bits");
        assertThatThrownBy(() -> JvmSupport.decide("avx", true, VM, MIXED, () -> 256))
                .isInstanceOf(BindException.class)
                .hasMessage("weft.target=avx is none of v512, v256, v128, scalar");
        assertThatThrownBy(() -> JvmSupport.decide("v256", false, VM, MIXED, JvmSupportTest::notAsked))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("--add-modules jdk.incubator.vector");
    }

    @Test
    void devicesDescribeThemselves() {
        var support = JvmSupport.detected();
        assertThat(Device.jvm(1).describe()).isEqualTo("JVM, 1 thread, " + support.describe());
        assertThat(Device.auto()).isSameAs(Device.jvm());
    }
}
