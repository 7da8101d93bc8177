package uk.ac.manchester.tornado.api;

import dev.weft.emulator.Buffers;

/// What an execution left behind.
public class TornadoExecutionResult {
    private final Buffers buffers;
    private final TornadoProfilerResult profile;

    TornadoExecutionResult(Buffers buffers, TornadoProfilerResult profile) {
        this.buffers = buffers;
        this.profile = profile;
    }

    public TornadoProfilerResult getProfilerResult() {
        return profile;
    }

    /// Copies buffers to the host that wait on the device.
    public TornadoExecutionResult transferToHost(Object... arrays) {
        for (var array : arrays) {
            buffers.toHost(array);
        }
        return this;
    }

    public boolean isReady() {
        return true;
    }
}
