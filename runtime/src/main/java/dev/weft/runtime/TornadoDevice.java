package dev.weft.runtime;

import dev.weft.runtime.tornado.TornadoFailure;
import dev.weft.runtime.tornado.TornadoTarget;
import dev.weft.runtime.tornado.TornadoTargets;
import dev.weft.runtime.tune.TunedProperty;
import dev.weft.runtime.tune.Tuner;
import java.util.Set;

/// A device of TornadoVM's.
///
/// @param profiling whether the reports of its plans have a profile
/// @param tuner what says how kernels are cut, beside formulas
record TornadoDevice(TornadoTarget target, boolean profiling, Tuner tuner) implements Device {
    /// The device that TornadoVM or `-Dweft.tornado.device=NAME` chooses.
    ///
    /// @throws BindException where there is none; the message says why
    static TornadoDevice chosen() {
        try {
            return new TornadoDevice(TornadoTargets.chosen(), false, new TunedProperty());
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
        return new TornadoDevice(target, true, tuner);
    }

    @Override
    public Device tuned(Tuner other) {
        return new TornadoDevice(target, profiling, other);
    }

    @Override
    public Plan plan(KernelDefinition kernel, Set<String> resident, int... sizes) {
        try {
            var binding = Binding.of(kernel, resident, sizes);
            return new TornadoPlan(this, binding, target, profiling, binding.tuning(tuner, this));
        } catch (TornadoFailure e) {
            throw new BindException(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return describe();
    }
}
