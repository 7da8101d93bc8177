package dev.weft.emulator.device;

import dev.weft.emulator.Limits;
import uk.ac.manchester.tornado.api.TornadoDeviceContext;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/// A GPU that is not there. It is one object in the three roles that the API gives a device.
public final class EmulatedDevice implements TornadoDevice, TornadoTargetDevice, TornadoDeviceContext {
    public static final EmulatedDevice DEVICE = new EmulatedDevice();

    private static final int CLOCK = 1000;
    private static final long CONSTANT_BUFFER = 65536;

    private EmulatedDevice() {}

    @Override
    public String getDeviceName() {
        return Limits.DEVICE_NAME;
    }

    @Override
    public String getDescription() {
        return Limits.DEVICE_NAME + " GPU, " + Limits.COMPUTE_UNITS + " compute units";
    }

    @Override
    public String getPlatformName() {
        return Limits.DEVICE_NAME;
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
        return TornadoDeviceType.GPU;
    }

    @Override
    public TornadoVMBackendType getTornadoVMBackend() {
        return TornadoVMBackendType.OPENCL;
    }

    @Override
    public long getMaxAllocMemory() {
        return Limits.current().memory();
    }

    @Override
    public long getMaxGlobalMemory() {
        return Limits.current().memory();
    }

    @Override
    public long getDeviceGlobalMemorySize() {
        return Limits.current().memory();
    }

    @Override
    public long getDeviceMaxAllocationSize() {
        return Limits.current().memory();
    }

    @Override
    public long getDeviceLocalMemorySize() {
        return Limits.current().localMemory();
    }

    @Override
    public int getDeviceMaxComputeUnits() {
        return Limits.COMPUTE_UNITS;
    }

    @Override
    public long[] getDeviceMaxWorkgroupDimensions() {
        return getDeviceMaxWorkItemSizes();
    }

    @Override
    public long[] getDeviceMaxWorkItemSizes() {
        var most = (long) getMaxThreadsPerBlock();
        return new long[] {most, most, most};
    }

    @Override
    public long[] getDeviceMaxWorkGroupSize() {
        return new long[] {getMaxThreadsPerBlock()};
    }

    @Override
    public int getMaxThreadsPerBlock() {
        return Limits.current().maxGroup();
    }

    @Override
    public int getDeviceMaxClockFrequency() {
        return CLOCK;
    }

    @Override
    public long getDeviceMaxConstantBufferSize() {
        return CONSTANT_BUFFER;
    }

    @Override
    public String getDeviceInfo() {
        return getDescription();
    }

    @Override
    public String getDeviceOpenCLCVersion() {
        return "OpenCL C 1.2";
    }

    @Override
    public boolean isFP64Supported() {
        return Limits.current().fp64();
    }

    @Override
    public boolean isPlatformFPGA() {
        return false;
    }

    @Override
    public boolean isSPIRVSupported() {
        return false;
    }

    @Override
    public int getDeviceIndex() {
        return 0;
    }

    @Override
    public int getBackendIndex() {
        return 0;
    }

    @Override
    public String toString() {
        return Limits.DEVICE_NAME;
    }
}
