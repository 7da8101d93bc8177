package dev.weft.emulator.device;

import java.util.List;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoDeviceNotFound;

/// One device.
enum EmulatedBackend implements TornadoBackend {
    INSTANCE;

    @Override
    public TornadoDevice getDefaultDevice() {
        return EmulatedDevice.INSTANCE;
    }

    @Override
    public void setDefaultDevice(int index) {
        getDevice(index);
    }

    @Override
    public int getNumDevices() {
        return 1;
    }

    @Override
    public TornadoDevice getDevice(int index) {
        if (index != 0) {
            throw new TornadoDeviceNotFound("there is one device, and none of index " + index);
        }
        return EmulatedDevice.INSTANCE;
    }

    @Override
    public List<TornadoDevice> getAllDevices() {
        return List.of(EmulatedDevice.INSTANCE);
    }

    @Override
    public TornadoDeviceType getTypeDefaultDevice() {
        return EmulatedDevice.INSTANCE.getDeviceType();
    }

    @Override
    public String getName() {
        return "Weft emulator";
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
