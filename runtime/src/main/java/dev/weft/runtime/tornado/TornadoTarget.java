package dev.weft.runtime.tornado;

import java.util.Arrays;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/// A device of TornadoVM's, and its limits.
///
/// @param localBytes local memory of a work-group
/// @param groupSize the most work-items of a work-group
/// @param memory the device's memory, in bytes
/// @param units how many work-groups run at once
public record TornadoTarget(
        TornadoDevice device,
        String name,
        String backend,
        Kind kind,
        long localBytes,
        int groupSize,
        long memory,
        int units,
        boolean fp64) {
    /// What the limits mean for a kernel's shape.
    public enum Kind {
        /// Work-items are lanes of a vector: neighbours read neighbours.
        GPU,
        /// Work-items are iterations of a loop: each reads its own stretch.
        CPU,
        /// No work-groups: plain loops.
        FPGA
    }

    static TornadoTarget of(TornadoDevice device) {
        var physical = device.getPhysicalDevice();
        var group = physical.getDeviceMaxWorkGroupSize();
        return new TornadoTarget(
                device,
                device.getDeviceName().strip(),
                device.getTornadoVMBackend().toString(),
                kind(device.getDeviceType()),
                device.getDeviceLocalMemorySize(),
                Math.toIntExact(Arrays.stream(group).max().orElse(1)),
                device.getMaxGlobalMemory(),
                Math.max(1, physical.getDeviceMaxComputeUnits()),
                device.getDeviceContext().isFP64Supported());
    }

    /// By name: later versions of TornadoVM know fewer types.
    private static Kind kind(TornadoDeviceType type) {
        return switch (type.toString()) {
            case "CPU" -> Kind.CPU;
            case "FPGA", "ACCELERATOR" -> Kind.FPGA;
            default -> Kind.GPU;
        };
    }

    /// One line for people: `TornadoVM OPENCL, pthread-EPYC (CPU)`.
    public String describe() {
        return "TornadoVM %s, %s (%s)".formatted(backend, name, kind);
    }

    /// What `devices` prints.
    public String limits() {
        return "%,d KiB local memory, work-groups of up to %,d, %,d compute %s, %,d MiB, %s double precision; kernels as %s"
                .formatted(
                        localBytes >> 10,
                        groupSize,
                        units,
                        units == 1 ? "unit" : "units",
                        memory >> 20,
                        fp64 ? "with" : "without",
                        KernelForm.of(this).describe());
    }
}
