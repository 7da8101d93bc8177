package uk.ac.manchester.tornado.api.runtime;

import dev.weft.emulator.device.EmulatedRuntime;
import uk.ac.manchester.tornado.api.TornadoRuntime;

/// Where the runtime is found.
public class TornadoRuntimeProvider {
    public TornadoRuntimeProvider() {}

    public static TornadoRuntime getTornadoRuntime() {
        return EmulatedRuntime.INSTANCE;
    }
}
