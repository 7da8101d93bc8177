package dev.weft.runtime.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.module.ModuleDescriptor;
import org.junit.jupiter.api.Test;

/// TornadoVM as it is found, good and bad.
final class TornadoTargetsTest {
    private static ModuleDescriptor module(String version) {
        return ModuleDescriptor.newModule("tornado.api").version(version).build();
    }

    @Test
    void anotherVersionIsRefusedWithTheCure() {
        assertThatCode(() -> TornadoTargets.checkVersion(module("5.2.0-jdk25"))).doesNotThrowAnyException();
        assertThatCode(() -> TornadoTargets.checkVersion(null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> TornadoTargets.checkVersion(module("4.0.1-jdk25")))
                .isInstanceOf(TornadoFailure.class)
                .hasMessage(
                        "this is TornadoVM 4.0.1-jdk25, and Weft's kernels are made for TornadoVM 5.2: set"
                                + " TORNADOVM_HOME to such an SDK for JDK 25, or try it with -Dweft.tornado.version=4.0.1-jdk25");
    }

    @Test
    void reasonsAreTheDeepestInPlainText() {
        var deepest = new IllegalStateException("\u001b[31m[WARNING] No OpenCL platforms found.\u001b[0m\nmore");
        assertThat(Reasons.of(new ExceptionInInitializerError(deepest)))
                .isEqualTo("IllegalStateException: [WARNING] No OpenCL platforms found.");
    }
}
