package dev.weft.runtime;

import dev.weft.runtime.tune.Tuner;
import java.util.Set;

/// Where kernels run.
///
/// ```java
/// try (var attention = CausalGqa.on(Device.auto()).plan(new CausalGqa.Sizes(1, 32, 8, 4096, 4096, 128))) {
///     attention.run(q, k, v, o);
/// }
/// ```
public interface Device {
    /// The best device that there is: TornadoVM's where this JVM was started with it and it works, else the JVM's own
    /// cores. The first call logs what it is and why.
    static Device auto() {
        return AutoDevice.chosen();
    }

    /// All of the JVM's cores.
    static Device jvm() {
        return jvm(Runtime.getRuntime().availableProcessors());
    }

    /// Some of the JVM's cores: the thread that runs a plan, and `threads - 1` others, which all
    /// plans share. The same number gives the same device.
    static Device jvm(int threads) {
        return JvmDevice.of(threads);
    }

    /// The device that TornadoVM chooses, or the one that the system property `weft.tornado.device` names in part. The
    /// JVM must have been started with TornadoVM's argument file.
    ///
    /// @throws BindException where there is none; the message says why
    static Device tornado() {
        return TornadoDevice.chosen();
    }

    /// One line for people: `JVM, 2 threads, 256-bit vectors`.
    String describe();

    /// This device, but its plans note where the time of each run goes: [RunReport#profile()]. On the JVM they read the
    /// clock at the end of each phase of a tile; plans of devices that are not profiled pay nothing for it.
    Device profiled();

    /// This device, but its plans take the numbers of their schedules from a tuner, such as a
    /// [dev.weft.runtime.tune.TunedFile]. Without one they take them from the files that the system property
    /// `weft.tuned` names, if it does, and else from formulas. Results are the same, up to rounding.
    Device tuned(Tuner tuner);

    /// This device, but where a scan leaves to the compiler how its steps are found, a plan does not trust the
    /// estimate: its first run takes both ways in turns until the slower does not catch up any more, four
    /// times each at least and for some seconds at most, and all later ones take the faster.
    /// [RunReport#probe()] says what was measured. Which way it is may decide last bits, and so may the machine's
    /// load. Other kernels, and devices other than the JVM, have nothing to choose.
    default Device probing() {
        return this;
    }

    /// Makes a kernel ready for sizes, which are in the order of [KernelDefinition#dims()].
    /// Applications call the typed `plan` of a generated class instead.
    ///
    /// @throws BindException if the kernel cannot take the sizes
    /// @throws OutOfNativeMemoryException if there is too little memory for what it keeps between
    ///     runs
    default Plan plan(KernelDefinition kernel, int... sizes) {
        return plan(kernel, Set.of(), sizes);
    }

    /// The same, with inputs that stay on the device from run to run: a cache of keys and values,
    /// weights, tables. A run copies only what has changed in them since the one before (see
    /// [Tensor#changed(long, long)]), and all of it where it is given another tensor. On the JVM
    /// nothing is ever copied, so this changes nothing there.
    ///
    /// @param resident names of inputs
    /// @throws BindException if the kernel cannot take the sizes
    /// @throws OutOfNativeMemoryException if there is too little memory for what it keeps between
    ///     runs
    Plan plan(KernelDefinition kernel, Set<String> resident, int... sizes);
}
