package dev.weft.runtime;

import dev.weft.runtime.tornado.TornadoFailure;
import dev.weft.runtime.tornado.TornadoTarget;
import dev.weft.runtime.tornado.TornadoTargets;
import java.util.Set;

/// A device of TornadoVM's.
///
/// @param profiling whether the reports of its plans have a profile
record TornadoDevice(TornadoTarget target, boolean profiling) implements Device {
    /// The device that TornadoVM or `-Dweft.tornado.device=NAME` chooses.
    ///
    /// @throws BindException where there is none; the message says why
    static TornadoDevice chosen() {
        try {
            return new TornadoDevice(TornadoTargets.chosen(), false);
        } catch (TornadoFailure e) {
            throw new BindException(e.getMessage(), e);
        }
    }

    @Override
    public String describe() {
        return target.describe();
    }

    @Override
    public Device profiled() {
        return new TornadoDevice(target, true);
    }

    @Override
    public Plan plan(KernelDefinition kernel, Set<String> resident, int... sizes) {
        try {
            return new TornadoPlan(this, Binding.of(kernel, resident, sizes), target, profiling);
        } catch (TornadoFailure e) {
            throw new BindException(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return describe();
    }
}
