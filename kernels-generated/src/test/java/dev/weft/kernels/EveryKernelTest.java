package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.runtime.ArgumentDefinition.OfScalar;
import dev.weft.runtime.ArgumentDefinition.OfTensor;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kernel of the library, in the class files as they are, on TornadoVM (the emulator where there is
/// no SDK) and on the JVM: a prefill, a chunk and a decoding step, with sizes that fill no tile. That the
/// JVM's numbers are those of the equations is tested where the interpreter is known.
final class EveryKernelTest {
    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("B", 2),
            Map.entry("H", 4),
            Map.entry("G", 2),
            Map.entry("D", 64),
            Map.entry("E", 24),
            Map.entry("C", 32),
            Map.entry("R", 16),
            Map.entry("K", 48),
            Map.entry("P", 8),
            Map.entry("X", 10),
            Map.entry("L", 5),
            Map.entry("S", 9),
            // Caches: a ring that holds 37 tokens and 9 before them, and pages like those of `Paged`.
            Map.entry("ring", 46),
            Map.entry("blocks", 10),
            Map.entry("block", 8),
            Map.entry("pages", 5),
            Map.entry("slots", 60));

    private static final Map<String, Double> SCALARS = Map.ofEntries(
            Map.entry("w", 9.0),
            Map.entry("T", 16.0),
            Map.entry("sinks", 2.0),
            Map.entry("cap", 20.0),
            Map.entry("s", 4.0),
            Map.entry("x", 4.0),
            Map.entry("r", 0.5),
            Map.entry("e", 0.625),
            Map.entry("base", 500000.0),
            Map.entry("distance", 20.0),
            // Of a step whose state is carried: rows from position 20 on, of which 100 exist, and 50 slots.
            Map.entry("start", 20.0),
            Map.entry("shift", 0.0),
            Map.entry("rows", 100.0),
            Map.entry("end", 50.0));

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.weft.kernels.Library#kernels")
    void deviceAgreesWithTheJvm(KernelDefinition kernel) {
        // Keys fold into S codes, some of them only where there are many.
        // Segments are of equal length.
        boolean segments = kernel.dims().contains("L") && !kernel.dims().contains("P");
        int tokens = kernel.dims().contains("S") ? 150 : segments ? 35 : 37;
        boolean few = Stream.of("M", "P", "ring", "block").anyMatch(kernel.dims()::contains);
        var queries = few ? new int[] {tokens, 5, 1} : new int[] {tokens};
        for (int n : queries) {
            var sizes = kernel.dims().stream()
                    .mapToInt(dim -> switch (dim) {
                        case "N" -> n;
                        case "M" -> tokens;
                        default -> known(SIZES, dim);
                    })
                    .toArray();
            var scalars = kernel.arguments().stream()
                    .filter(OfScalar.class::isInstance)
                    .mapToDouble(scalar -> known(SCALARS, scalar.name()))
                    .toArray();
            compare(kernel, sizes, scalars);
        }
    }

    private static void compare(KernelDefinition kernel, int[] sizes, double[] scalars) {
        var arguments = kernel.arguments().stream()
                .filter(OfTensor.class::isInstance)
                .map(OfTensor.class::cast)
                .toList();
        var wanted = run(Device.jvm(2), kernel, sizes, scalars);
        var given = run(Device.tornado(), kernel, sizes, scalars);
        for (int n = 0; n < wanted.length; n++) {
            var argument = arguments.get(n);
            if (argument.out()) {
                double tolerance = argument.type() == DType.F16 ? 2e-3 : 2e-5;
                for (long at = 0; at < wanted[n].elements(); at++) {
                    assertThat(given[n].get(at))
                            .as("element %d of `%s`", at, argument.name())
                            .isCloseTo(wanted[n].get(at), within(tolerance * Math.max(1, Math.abs(wanted[n].get(at)))));
                }
            }
        }
        Stream.of(wanted, given).flatMap(Stream::of).forEach(Tensor::close);
    }

    private static Tensor[] run(Device device, KernelDefinition kernel, int[] sizes, double[] scalars) {
        var shapes = kernel.shapes(sizes);
        var tensors = kernel.arguments().stream()
                .filter(OfTensor.class::isInstance)
                .map(OfTensor.class::cast)
                .toArray(OfTensor[]::new);
        var made = new Tensor[tensors.length];
        for (int n = 0; n < made.length; n++) {
            made[n] = tensors[n].type() == DType.I32
                    ? table(tensors[n].name(), shapes[n])
                    : normal(n, tensors[n].type(), shapes[n], recurrent(kernel, shapes[n]));
        }
        try (var plan = device.plan(kernel, sizes)) {
            plan.run(made, scalars);
        }
        return made;
    }

    /// Matrices of a recurrence are small enough for it to forget: no two devices agree on a chaotic one.
    private static double recurrent(KernelDefinition kernel, long... shape) {
        boolean matrix = shape.length == 2 && kernel.getClass().getPackageName().endsWith(".recurrent");
        return matrix ? 0.5 / Math.sqrt((double) shape[1]) : 1;
    }

    private static Tensor normal(int seed, DType type, long[] shape, double deviation) {
        var random = new SplittableRandom(seed);
        var tensor = Tensor.allocate(type, shape);
        for (long n = 0; n < tensor.elements(); n++) {
            tensor.set(n, deviation * random.nextGaussian());
        }
        return tensor;
    }

    private static Tensor table(String name, long... shape) {
        var tensor = Tensor.allocate(DType.I32, shape);
        for (long n = 0; n < tensor.elements(); n++) {
            tensor.set(n, switch (name) {
                case "doc" -> Math.floorDiv(n % 37, 13);
                case "prefix" -> 6 + n;
                case "length" -> 37 - 4 * n;
                case "counts" -> 1 + n % 3;
                case "codes" -> n % 9;
                // Blocks in no order, none of them twice.
                case "page" -> (7 * n + 3) % 10;
                default -> throw new AssertionError("no numbers are known for the table " + name);
            });
        }
        return tensor;
    }

    private static <T> T known(Map<String, T> values, String name) {
        return Optional.ofNullable(values.get(name)).orElseThrow(() -> new AssertionError("no value is known for " + name));
    }
}
