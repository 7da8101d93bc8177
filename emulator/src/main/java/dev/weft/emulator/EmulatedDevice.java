package dev.weft.emulator;

import java.util.List;
import java.util.Locale;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoDeviceContext;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/// The one device that there is.
public final class EmulatedDevice implements TornadoDevice, TornadoTargetDevice, TornadoDeviceContext {
    private static final EmulatedDevice DEVICE = new EmulatedDevice();

    /// The runtime with this device alone.
    public static final TornadoRuntime RUNTIME = new Emulation();

    private EmulatedDevice() {}

    @Override
    public String getDeviceName() {
        return "Weft emulator";
    }

    @Override
    public String getDescription() {
        return getDeviceName();
    }

    @Override
    public String getPlatformName() {
        return "JVM threads";
    }

    @Override
    public TornadoDeviceContext getDeviceContext() {
        return this;
    }

    @Override
    public boolean isFP64Supported() {
        return Limits.FP64;
    }

    @Override
    public TornadoTargetDevice getPhysicalDevice() {
        return this;
    }

    @Override
    public TornadoDeviceType getDeviceType() {
        return TornadoDeviceType.valueOf(Limits.TYPE.toUpperCase(Locale.ROOT));
    }

    @Override
    public long getMaxAllocMemory() {
        return Limits.MEMORY;
    }

    @Override
    public long getMaxGlobalMemory() {
        return Limits.MEMORY;
    }

    @Override
    public long getDeviceGlobalMemorySize() {
        return Limits.MEMORY;
    }

    @Override
    public long getDeviceLocalMemorySize() {
        return Limits.LOCAL_MEMORY;
    }

    @Override
    public int getDeviceMaxComputeUnits() {
        return 4;
    }

    @Override
    public long[] getDeviceMaxWorkGroupSize() {
        return new long[] {Limits.MAX_GROUP};
    }

    @Override
    public long[] getDeviceMaxWorkgroupDimensions() {
        return new long[] {Limits.MAX_GROUP, Limits.MAX_GROUP, Limits.MAX_GROUP};
    }

    @Override
    public TornadoVMBackendType getTornadoVMBackend() {
        return TornadoVMBackendType.OPENCL;
    }

    /// The runtime and its one backend.
    private static final class Emulation implements TornadoRuntime, TornadoBackend {
        @Override
        public TornadoBackend getBackend(int index) {
            return this;
        }

        @Override
        public TornadoVMBackendType getBackendType(int index) {
            return getBackendType();
        }

        @Override
        public int getNumBackends() {
            return 1;
        }

        @Override
        public TornadoDevice getDefaultDevice() {
            return DEVICE;
        }

        @Override
        public int getNumDevices() {
            return 1;
        }

        @Override
        public TornadoDevice getDevice(int index) {
            return getAllDevices().get(index);
        }

        @Override
        public List<TornadoDevice> getAllDevices() {
            return List.of(DEVICE);
        }

        @Override
        public String getName() {
            return "emulator";
        }

        @Override
        public TornadoVMBackendType getBackendType() {
            return TornadoVMBackendType.OPENCL;
        }
    }
}
