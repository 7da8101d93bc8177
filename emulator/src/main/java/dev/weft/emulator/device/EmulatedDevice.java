package dev.weft.emulator.device;

import dev.weft.emulator.Limits;
import uk.ac.manchester.tornado.api.TornadoDeviceContext;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/// The JVM's threads, with the limits of a device.
public enum EmulatedDevice implements TornadoDevice, TornadoDeviceContext, TornadoTargetDevice {
    INSTANCE;

    @Override
    public String getDeviceName() {
        return "Weft emulator";
    }

    @Override
    public String getDescription() {
        return "Weft emulator: kernels on the JVM, watched";
    }

    @Override
    public String getPlatformName() {
        return "Weft";
    }

    @Override
    public TornadoDeviceContext getDeviceContext() {
        return this;
    }

    @Override
    public TornadoTargetDevice getPhysicalDevice() {
        return this;
    }

    @Override
    public TornadoTargetDevice getDevice() {
        return this;
    }

    @Override
    public TornadoDeviceType getDeviceType() {
        return switch (Limits.current().type()) {
            case CPU -> TornadoDeviceType.CPU;
            case GPU -> TornadoDeviceType.GPU;
            case FPGA -> TornadoDeviceType.ACCELERATOR;
        };
    }

    @Override
    public TornadoVMBackendType getTornadoVMBackend() {
        return TornadoVMBackendType.OPENCL;
    }

    @Override
    public String getDeviceOpenCLCVersion() {
        return "OpenCL C 1.2";
    }

    @Override
    public int getBackendIndex() {
        return 0;
    }

    @Override
    public int getDeviceIndex() {
        return 0;
    }

    @Override
    public boolean isFP64Supported() {
        return Limits.current().fp64();
    }

    @Override
    public long getMaxAllocMemory() {
        return getDeviceGlobalMemorySize();
    }

    @Override
    public long getMaxGlobalMemory() {
        return getDeviceGlobalMemorySize();
    }

    @Override
    public long getDeviceMaxAllocationSize() {
        return getDeviceGlobalMemorySize();
    }

    @Override
    public long getDeviceMaxConstantBufferSize() {
        return getDeviceGlobalMemorySize();
    }

    @Override
    public long getDeviceGlobalMemorySize() {
        return Limits.current().memory();
    }

    @Override
    public long getDeviceLocalMemorySize() {
        return Limits.current().local();
    }

    @Override
    public long[] getDeviceMaxWorkgroupDimensions() {
        return getDeviceMaxWorkItemSizes();
    }

    @Override
    public long[] getDeviceMaxWorkItemSizes() {
        var most = getMaxThreadsPerBlock();
        return new long[] {most, most, most};
    }

    @Override
    public long[] getDeviceMaxWorkGroupSize() {
        return new long[] {getMaxThreadsPerBlock()};
    }

    @Override
    public int getMaxThreadsPerBlock() {
        return Limits.current().group();
    }

    @Override
    public int getDeviceMaxComputeUnits() {
        return 1;
    }

    @Override
    public int getDeviceMaxClockFrequency() {
        return 0;
    }

    @Override
    public String getDeviceInfo() {
        return getDescription();
    }
}
