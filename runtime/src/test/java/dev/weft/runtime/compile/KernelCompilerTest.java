package dev.weft.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelCompilerTest {
    private static String value(Class<?> type) throws ReflectiveOperationException {
        return (String) type.getMethod("value").invoke(null);
    }

    @Test
    void sourcesSeeOneAnotherAndTheRuntime() throws Exception {
        var classes = KernelCompiler.shared()
                .compile(
                        List.of(
                                new JavaSource(
                                        "a.One",
                                        "package a; public class One { public static String value() { return Two.NAME; } }"),
                                new JavaSource(
                                        "a.Two",
                                        "package a; class Two { static final String NAME = dev.weft.runtime.DType.F32.name() + new Inner(3).n(); record Inner(int n) {} }")));
        assertThat(value(classes.loadClass("a.One"))).isEqualTo("F323");
    }

    @Test
    void twoCompilationsOfOneNameDoNotMeet() throws Exception {
        var text = "package a; public class One { public static String value() { return \"%s\"; } }";
        var first = KernelCompiler.shared().compile(List.of(new JavaSource("a.One", text.formatted("first"))));
        var second = KernelCompiler.shared().compile(List.of(new JavaSource("a.One", text.formatted("second"))));
        assertThat(value(first.loadClass("a.One"))).isEqualTo("first");
        assertThat(value(second.loadClass("a.One"))).isEqualTo("second");
    }

    @Test
    void theVectorApiIsThere() throws Exception {
        var classes = KernelCompiler.shared()
                .compile(
                        List.of(
                                new JavaSource(
                                        "a.Wide",
                                        "package a; import jdk.incubator.vector.FloatVector; public class Wide { public static String value() { return FloatVector.SPECIES_256.elementType().getName(); } }")));
        assertThat(value(classes.loadClass("a.Wide"))).isEqualTo("float");
    }

    @Test
    void anErrorIsOursAndSaysSo() {
        assertThatThrownBy(() -> KernelCompiler.shared()
                        .compile(List.of(new JavaSource("a.Bad", "package a;\nclass Bad { int x = \"\"; }"))))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("this is a bug in Weft")
                .hasMessageContaining("Bad.java:2: error: incompatible types");
    }

    @Test
    void theClassPathIsFound() {
        assertThat(ClassPath.ofKernels())
                .as("the runtime and TornadoVM's API")
                .hasSize(2)
                .allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void aMissingFacadeIsNamed() {
        var classes = KernelCompiler.shared().compile(List.of(new JavaSource("a.Empty", "package a; class Empty {}")));
        assertThatThrownBy(() -> classes.definition("a.Empty"))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("a.Empty");
    }
}
