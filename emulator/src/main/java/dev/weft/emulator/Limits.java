package dev.weft.emulator;

/// The emulated device's limits, each a system property.
final class Limits {
    /// Local memory of a group, in bytes: `weft.emulator.localMemory`.
    static final long LOCAL_MEMORY = Long.getLong("weft.emulator.localMemory", 48 << 10);

    /// Work-items of a group: `weft.emulator.maxGroup`.
    static final int MAX_GROUP = Integer.getInteger("weft.emulator.maxGroup", 1024);

    /// Memory of the device, in bytes: `weft.emulator.memory`.
    static final long MEMORY = Long.getLong("weft.emulator.memory", 2L << 30);

    /// Whether there is double precision: `weft.emulator.fp64`.
    static final boolean FP64 = !"false".equals(System.getProperty("weft.emulator.fp64"));

    /// `gpu`, `cpu` or `fpga`: `weft.emulator.type`.
    static final String TYPE = System.getProperty("weft.emulator.type", "gpu");

    /// The seed that shuffles work-items: `weft.emulator.seed`.
    static final long SEED = Long.getLong("weft.emulator.seed", 1);

    /// The most arguments of a task.
    static final int ARGUMENTS = 20;

    private Limits() {}
}
