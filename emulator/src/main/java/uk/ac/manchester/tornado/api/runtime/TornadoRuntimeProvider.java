package uk.ac.manchester.tornado.api.runtime;

import dev.weft.emulator.EmulatedDevice;
import uk.ac.manchester.tornado.api.TornadoRuntime;

/// The way to the runtime.
public class TornadoRuntimeProvider {
    public static TornadoRuntime getTornadoRuntime() {
        return EmulatedDevice.RUNTIME;
    }
}
