package uk.ac.manchester.tornado.api.runtime;

import dev.weft.emulator.device.EmulatedRuntime;
import uk.ac.manchester.tornado.api.TornadoRuntime;

/// The door to the devices.
public class TornadoRuntimeProvider {
    public static TornadoRuntime getTornadoRuntime() {
        return EmulatedRuntime.RUNTIME;
    }
}
