package dev.weft.emulator;

import java.util.Locale;

/// What the emulated device has, read from system properties when a plan is made or a kernel runs.
///
/// | property | default | |
/// |---|---|---|
/// | `weft.emulator.type` | cpu | what the device says it is: `cpu`, `gpu` or `fpga` |
/// | `weft.emulator.local` | 49152 | bytes of local memory per work-group |
/// | `weft.emulator.group` | 1024 | work-items per work-group, at most 8000 |
/// | `weft.emulator.memory` | 2147483648 | bytes of device memory per plan |
/// | `weft.emulator.arguments` | 20 | arguments per task, the context among them |
/// | `weft.emulator.fp16` | true | whether kernels may use 16-bit floats |
/// | `weft.emulator.fp64` | true | whether kernels may use doubles |
/// | `weft.emulator.rules` | true | whether kernels are held to what the device's compiler gets right |
/// | `weft.emulator.seed` | 1 | the order of work-items and of iterations; 0 is ascending |
public record Limits(
        DeviceType type,
        long local,
        int group,
        long memory,
        int arguments,
        boolean fp16,
        boolean fp64,
        boolean rules,
        long seed) {
    private static final String PREFIX = "weft.emulator.";
    private static final int LARGEST_GROUP = 8000;

    public Limits {
        if (group < 1 || group > LARGEST_GROUP) {
            throw new IllegalArgumentException(PREFIX + "group is " + group + ", not within 1 to " + LARGEST_GROUP);
        }
    }

    public static Limits current() {
        return new Limits(
                DeviceType.named(System.getProperty(PREFIX + "type", "cpu").strip()),
                number("local", 48L << 10),
                Math.toIntExact(number("group", 1024)),
                number("memory", 2L << 30),
                Math.toIntExact(number("arguments", 20)),
                flag("fp16"),
                flag("fp64"),
                flag("rules"),
                number("seed", 1));
    }

    /// What a device can say it is.
    public enum DeviceType {
        CPU,
        GPU,
        /// TornadoVM's OpenCL backend calls FPGAs accelerators.
        FPGA;

        private static DeviceType named(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "cpu" -> CPU;
                case "gpu" -> GPU;
                case "fpga" -> FPGA;
                default -> throw new IllegalArgumentException(PREFIX + "type is none of cpu, gpu, fpga: " + name);
            };
        }
    }

    private static long number(String name, long otherwise) {
        var text = System.getProperty(PREFIX + name);
        try {
            return text == null ? otherwise : Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + name + " is no number: " + text, e);
        }
    }

    private static boolean flag(String name) {
        var text = System.getProperty(PREFIX + name, "true").strip().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(PREFIX + name + " is neither true nor false: " + text);
        };
    }
}
