package dev.weft.emulator.device;

import java.util.List;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoBackendNotFound;
import uk.ac.manchester.tornado.api.exceptions.TornadoDeviceNotFound;

/// One backend with one device.
public final class EmulatedRuntime implements TornadoRuntime, TornadoBackend {
    public static final EmulatedRuntime RUNTIME = new EmulatedRuntime();

    private EmulatedRuntime() {}

    @Override
    public TornadoBackend getBackend(int index) {
        if (index != 0) {
            throw new TornadoBackendNotFound("There is no backend " + index + "; there is one");
        }
        return this;
    }

    @Override
    public TornadoVMBackendType getBackendType(int index) {
        return getBackend(index).getBackendType();
    }

    @Override
    public int getNumBackends() {
        return 1;
    }

    @Override
    public TornadoDevice getDefaultDevice() {
        return EmulatedDevice.DEVICE;
    }

    @Override
    public int getNumDevices() {
        return 1;
    }

    @Override
    public TornadoDevice getDevice(int index) {
        if (index != 0) {
            throw new TornadoDeviceNotFound("There is no device " + index + "; there is one");
        }
        return EmulatedDevice.DEVICE;
    }

    @Override
    public List<TornadoDevice> getAllDevices() {
        return List.of(EmulatedDevice.DEVICE);
    }

    @Override
    public TornadoDeviceType getTypeDefaultDevice() {
        return TornadoDeviceType.GPU;
    }

    @Override
    public String getName() {
        return "OpenCL (emulated)";
    }

    @Override
    public int getNumPlatforms() {
        return 1;
    }

    @Override
    public TornadoVMBackendType getBackendType() {
        return TornadoVMBackendType.OPENCL;
    }
}
