package dev.weft.cli.run;

import dev.weft.cli.console.Failure;
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

    /// Why TornadoVM cannot be chosen.
    public static final String NO_TORNADO = "the weaver for TornadoVM is not written yet";

    /// Why the emulator cannot be chosen.
    public static final String NO_EMULATOR =
            "it runs TornadoVM kernels, and the weaver for TornadoVM is not written yet";

    /// Fails where the device cannot run anything.
    public void check() {
        switch (this) {
            case TORNADO ->
                throw new Failure("--device tornado is not supported yet: %s; use --device jvm".formatted(NO_TORNADO));
            case EMULATOR ->
                throw new Failure(
                        "--device emulator is not supported yet: %s; use --device jvm".formatted(NO_EMULATOR));
            case AUTO, JVM, INTERPRETER -> {
                // can run
            }
        }
    }

    /// Starts, in the background, what this device will need and what takes long to start.
    public void prepare() {
        switch (this) {
            case AUTO, JVM -> JvmCompilation.wake();
            case TORNADO, EMULATOR, INTERPRETER -> {
                // nothing to start
            }
        }
    }

    /// Why this device runs, for the report.
    String why() {
        return switch (this) {
            case AUTO -> "chosen by auto: TornadoVM is not supported yet";
            case JVM, INTERPRETER, TORNADO, EMULATOR -> "asked for";
        };
    }
}
