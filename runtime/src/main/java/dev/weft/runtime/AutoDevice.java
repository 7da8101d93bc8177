package dev.weft.runtime;

import dev.weft.runtime.tornado.TornadoTargets;
import java.lang.System.Logger.Level;

/// The device that is chosen where none is asked for: TornadoVM's where this JVM was started with it and it works, else
/// all of the JVM's cores. The choice is made, and logged with its reason, once.
final class AutoDevice {
    private AutoDevice() {}

    static Device chosen() {
        return Chosen.DEVICE;
    }

    private static Device choose() {
        var why = "this JVM was started without TornadoVM";
        if (TornadoTargets.started()) {
            try {
                var device = TornadoDevice.chosen();
                log(device, "TornadoVM's");
                return device;
            } catch (BindException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        var device = Device.jvm();
        log(device, JvmSupport.detected().why() + "; not on TornadoVM: " + why);
        return device;
    }

    private static void log(Device device, String why) {
        System.getLogger("dev.weft.runtime").log(Level.INFO, "Kernels run on {0} ({1}).", device.describe(), why);
    }

    private static final class Chosen {
        static final Device DEVICE = choose();
    }
}
