package dev.weft.cli.run;

import dev.weft.cli.console.Failure;
import dev.weft.runtime.BindException;
import dev.weft.runtime.Device;
import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.tornado.TornadoTargets;
import dev.weft.runtime.tune.Tuner;

/// What `--device` may say.
public enum DeviceChoice {
    /// The best that there is.
    AUTO,
    /// The JVM's own cores.
    JVM,
    /// A TornadoVM device.
    TORNADO,
    /// TornadoVM's semantics on JVM threads.
    EMULATOR,
    /// The equations, in double precision.
    INTERPRETER;

    /// Why TornadoVM's own devices are not there.
    public static final String NO_TORNADO =
            "TORNADOVM_HOME is not set: set it to a TornadoVM 5.2 SDK for JDK 25, which brings its devices";

    /// Starts, in the background, what this device will need and what takes long to start.
    ///
    /// @param spec the text of what will run
    public void prepare(String spec) {
        switch (this) {
            case AUTO, JVM, TORNADO, EMULATOR -> {
                if (!KernelCache.mayHold(spec)) {
                    Compilation.wake();
                }
            }
            case INTERPRETER -> {
                // nothing to start
            }
        }
    }

    /// A device of the runtime's, and why it is that one.
    ///
    /// @param tornado whether it runs TornadoVM's kernels; otherwise it runs the JVM's
    record Chosen(Device device, boolean tornado, String why) {
        /// The same, asked for the profiles of its runs.
        Chosen profiled() {
            return new Chosen(device.profiled(), tornado, why);
        }

        /// The same, whose plans take numbers of their schedules from a tuner.
        Chosen tuned(Tuner tuner) {
            return new Chosen(device.tuned(tuner), tornado, why);
        }

        /// The same, its plans told to measure what they may choose.
        Chosen probing() {
            return new Chosen(device.probing(), tornado, why);
        }
    }

    /// Why a run on it has no phases that would mean something; empty if it has.
    String phaseless() {
        return switch (this) {
            case AUTO, JVM, TORNADO -> "";
            case EMULATOR -> "the emulator runs work-items one by one, so its times say nothing of a device's";
            case INTERPRETER -> "the interpreter computes pair by pair, without phases";
        };
    }

    /// The device.
    ///
    /// @throws Failure where it is not there; the message says why
    Chosen chosen() {
        return switch (this) {
            case JVM -> new Chosen(Device.jvm(), false, JvmSupport.detected().why() + "; asked for");
            case TORNADO -> {
                if (!TornadoTargets.started()) {
                    throw new Failure("--device tornado: " + NO_TORNADO);
                }
                yield new Chosen(Device.tornado(), true, "asked for");
            }
            case EMULATOR -> {
                if (TornadoTargets.started()) {
                    throw new Failure("--device emulator: this JVM was started with TornadoVM itself");
                }
                yield new Chosen(Device.tornado(), true, "asked for");
            }
            case AUTO -> auto();
            case INTERPRETER -> throw new IllegalStateException("the interpreter is no device of the runtime's");
        };
    }

    private static Chosen auto() {
        var why = NO_TORNADO;
        if (TornadoTargets.started()) {
            try {
                return new Chosen(Device.tornado(), true, "chosen by auto");
            } catch (BindException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        return new Chosen(Device.jvm(), false, JvmSupport.detected().why() + "; chosen by auto: " + why);
    }
}
