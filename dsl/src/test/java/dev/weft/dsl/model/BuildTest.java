package dev.weft.dsl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Proves that the build runs tests, on the Java release it is meant for.
final class BuildTest {
    @Test
    void testsRunOnJava25OrLater() {
        assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    }
}
