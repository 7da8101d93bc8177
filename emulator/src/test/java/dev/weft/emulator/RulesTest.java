package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.emulator.KernelFault.Kind;
import dev.weft.emulator.kernels.Refused;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task1;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task2;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.HalfFloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// What the device's compiler refuses or gets wrong is refused when its task is added.
@Isolated
final class RulesTest {
    static Stream<Arguments> refused() {
        return Stream.of(
                broken(ints(Refused::shifts), "Refused.shifts, line 18: shifts with >>>"),
                broken(ints(Refused::hasLambda), "line 29: uses invokedynamic"),
                broken(ints(Refused::recurs), "factorial calls itself"),
                broken(floats(Refused::usesTable), "line 42: uses field TABLE"),
                broken(
                        () -> new TaskGraph("g")
                                .task("t", Refused::sizedByContext, new KernelContext(), new FloatArray(1)),
                        "line 47: allocates an array whose size comes from the context"),
                broken(floats(Refused::calls), "line 53: calls Math.fma: the compiler fails"),
                broken(intsAnd(Refused::breaks), "line 59: leaves a loop by a jump"),
                broken(intsAnd(Refused::returnsFromLoop), "line 68: returns from inside a loop"),
                broken(floats(Refused::nestsArrays), "line 75: allocates an array of arrays"),
                broken(floats(Refused::renamesArray), "line 83: gives an array a second name"),
                broken(
                        () -> new TaskGraph("g")
                                .task("t", Refused::addsFloatsAtomically, new KernelContext(), new FloatArray(1)),
                        "line 88: calls KernelContext.atomicAdd: the compiler fails for floats"),
                broken(
                        () -> new TaskGraph("g")
                                .task("t", Refused::sumsInWarps, new KernelContext(), new FloatArray(1)),
                        "calls KernelContext.simdSum"),
                broken(
                        () -> new TaskGraph("g").task("t", Refused::hasTwoStyles, new KernelContext(), new IntArray(1)),
                        "has both a context and parallel loops"),
                broken(
                        intsAnd(Refused::swaps),
                        "carries the old value of b into the next iteration as a, while b changes too"),
                broken(intsAnd(Refused::remembersIndex), "carries the old value of i into the next iteration as last"),
                broken(
                        () -> new TaskGraph("g").task("t", Refused::comparesWithInfinity, new DoubleArray(1)),
                        "line 175: compares a double with an infinity"),
                broken(floats(Refused::kernel), "the name is a word of OpenCL C"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(ThrowingCallable build, String why) {
        assertThatThrownBy(build)
                .isInstanceOfSatisfying(
                        KernelFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.RULE))
                .hasMessageContaining(why);
    }

    @Test
    void exceptionsAreRefused() {
        assertThatThrownBy(ints(Refused::throwsSomething))
                .isInstanceOf(KernelFault.class)
                .hasMessageContaining("line 23");
    }

    @Test
    void loopsThatEndByTheirConditionPass() {
        new TaskGraph("g")
                .task("t", Refused::loopsWell, new IntArray(4), 4)
                .task("u", Refused::carriesWell, new IntArray(4), 4);
    }

    @Test
    void lackOfHalvesAndDoublesIsKnown() {
        with(
                "weft.emulator.fp16",
                "false",
                () -> assertThatThrownBy(() -> new TaskGraph("g").task("t", Refused::usesHalves, new HalfFloatArray(2)))
                        .hasMessageContaining("uses 16-bit floats, which the device has not"));
        with(
                "weft.emulator.fp64",
                "false",
                () -> assertThatThrownBy(() -> new TaskGraph("g").task("t", Refused::usesDoubles, new DoubleArray(2)))
                        .hasMessageContaining("computes with doubles, which the device has not"));
        new TaskGraph("g").task("t", Refused::usesDoubles, new DoubleArray(2));
    }

    @Test
    void theDeviceIsWhatItsTypeSays() {
        var device = TornadoRuntimeProvider.getTornadoRuntime().getDefaultDevice();
        assertThat(device.getDeviceType()).isEqualTo(TornadoDeviceType.CPU);
        with(
                "weft.emulator.type",
                "gpu",
                () -> assertThat(device.getDeviceType()).isEqualTo(TornadoDeviceType.GPU));
        with(
                "weft.emulator.type",
                "FPGA",
                () -> assertThat(device.getDeviceType()).isEqualTo(TornadoDeviceType.ACCELERATOR));
        with(
                "weft.emulator.type",
                "tpu",
                () -> assertThatThrownBy(device::getDeviceType)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("weft.emulator.type is none of cpu, gpu, fpga: tpu"));
    }

    @Test
    void moreArgumentsThanATaskMayHave() {
        with(
                "weft.emulator.arguments",
                "1",
                () -> assertThatThrownBy(() -> new TaskGraph("g").task("t", Refused::loopsWell, new IntArray(4), 4))
                        .isInstanceOf(KernelFault.class)
                        .hasMessage("task g.t has 2 arguments; a task may have 1"));
    }

    @Test
    void codeThatIsNoStaticMethod() {
        var captured = 3;
        assertThatThrownBy(() -> new TaskGraph("g").task("t", (IntArray x) -> x.set(0, captured), new IntArray(1)))
                .isInstanceOf(KernelFault.class)
                .hasMessageContaining("is no static method. Use a reference to one");
    }

    private static Arguments broken(ThrowingCallable build, String why) {
        return Arguments.of(build, why);
    }

    private static ThrowingCallable ints(Task1<IntArray> kernel) {
        return () -> new TaskGraph("g").task("t", kernel, new IntArray(1));
    }

    private static ThrowingCallable intsAnd(Task2<IntArray, Integer> kernel) {
        return () -> new TaskGraph("g").task("t", kernel, new IntArray(1), 1);
    }

    private static ThrowingCallable floats(Task1<FloatArray> kernel) {
        return () -> new TaskGraph("g").task("t", kernel, new FloatArray(1));
    }

    private static void with(String property, String value, Runnable run) {
        System.setProperty(property, value);
        try {
            run.run();
        } finally {
            System.clearProperty(property);
        }
    }
}
