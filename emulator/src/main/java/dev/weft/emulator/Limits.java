package dev.weft.emulator;

/// The device that is emulated, as system properties `weft.emulator.*` describe it.
///
/// @param localMemory bytes that one work-group may allocate
/// @param maxGroup work-items in one work-group
/// @param memory bytes of all arrays on the device
/// @param fp64 whether `double` is supported
/// @param checks whether accesses are checked
/// @param seed of the order in which work-items run
public record Limits(long localMemory, int maxGroup, long memory, boolean fp64, boolean checks, long seed) {
    public static final String DEVICE_NAME = "Weft emulator";
    public static final int COMPUTE_UNITS = 4;

    private static final long LOCAL_MEMORY = 49152;
    private static final int MAX_GROUP = 1024;
    private static final long MEMORY = 1L << 31;

    /// As the properties are now; each execution asks again.
    public static Limits current() {
        return new Limits(
                Long.getLong("weft.emulator.localMemory", LOCAL_MEMORY),
                Integer.getInteger("weft.emulator.maxGroup", MAX_GROUP),
                Long.getLong("weft.emulator.memory", MEMORY),
                Boolean.parseBoolean(System.getProperty("weft.emulator.fp64", "true")),
                Boolean.parseBoolean(System.getProperty("weft.emulator.checks", "true")),
                Long.getLong("weft.emulator.seed", 1));
    }
}
