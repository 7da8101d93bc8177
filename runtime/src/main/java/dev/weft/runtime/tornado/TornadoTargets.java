package dev.weft.runtime.tornado;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// The devices that TornadoVM has in this process, or why there are none.
public final class TornadoTargets {
    private static final String CURE = "install an OpenCL, CUDA or Metal driver (PoCL makes a device of the CPU)";

    /// How the versions begin that kernels are known to run on.
    private static final String VERSION = System.getProperty("weft.tornado.version", "5.2");

    private TornadoTargets() {}

    /// All devices, TornadoVM's default first.
    ///
    /// @throws TornadoFailure where TornadoVM is missing, is not started properly, or has no device
    public static List<TornadoTarget> all() {
        return Found.TARGETS.get();
    }

    /// The device that kernels run on: TornadoVM's default, or the one that `-Dweft.tornado.device=NAME` names in part.
    public static TornadoTarget chosen() {
        var wanted = System.getProperty("weft.tornado.device", "");
        return all().stream()
                .filter(target -> target.describe().contains(wanted))
                .findFirst()
                .orElseThrow(() -> new TornadoFailure("no TornadoVM device is called `%s`; there are: %s"
                        .formatted(
                                wanted,
                                String.join(
                                        "; ",
                                        all().stream()
                                                .map(TornadoTarget::describe)
                                                .toList()))));
    }

    /// Whether this JVM was started with TornadoVM's own modules. What the class path may have besides is an emulator.
    public static boolean started() {
        return ModuleLayer.boot().findModule("tornado.api").isPresent();
    }

    /// Devices do not come and go; a failure is told again each time.
    private static final class Found {
        static final Supplier<List<TornadoTarget>> TARGETS = found();

        private static Supplier<List<TornadoTarget>> found() {
            try {
                var targets = find();
                return () -> targets;
            } catch (TornadoFailure e) {
                return () -> {
                    throw new TornadoFailure(e.getMessage(), e);
                };
            }
        }
    }

    private static List<TornadoTarget> find() {
        // A kernel that does not compile must fail: TornadoVM would otherwise run it as plain Java, with wrong numbers.
        System.setProperty("tornado.recover.bailout", "False");
        System.setProperty("tornado.compiler.fullInlining", "True");
        // Infinities and NaN as IEEE says, and exact square roots: OpenCL's fast mathematics has neither.
        System.setProperty("tornado.opencl.compiler.flags", "-w");
        System.setProperty("tornado.enable.nativeFunctions", "False");
        checkVersion(TornadoRuntimeProvider.class.getModule().getDescriptor());
        try {
            var runtime = TornadoRuntimeProvider.getTornadoRuntime();
            var targets = new ArrayList<TornadoTarget>();
            for (int backend = 0; backend < runtime.getNumBackends(); backend++) {
                for (var device : runtime.getBackend(backend).getAllDevices()) {
                    targets.add(TornadoTarget.of(device));
                }
            }
            if (targets.isEmpty()) {
                throw new TornadoFailure("TornadoVM has no device here: " + CURE);
            }
            return List.copyOf(targets);
        } catch (TornadoFailure e) {
            throw e;
        } catch (NoClassDefFoundError e) {
            throw new TornadoFailure(
                    "TornadoVM is not on the class path: set TORNADOVM_HOME to an SDK and start java with"
                            + " @$TORNADOVM_HOME/tornado-argfile",
                    e);
        } catch (RuntimeException | LinkageError e) {
            if (Reasons.of(e).contains("No OpenCL platforms found")) {
                throw new TornadoFailure("TornadoVM has no device here (no OpenCL platform was found): " + CURE, e);
            }
            if (!started() && e instanceof IllegalArgumentException) {
                // The emulator names the setting that is wrong.
                throw new TornadoFailure(String.valueOf(e.getMessage()), e);
            }
            throw new TornadoFailure(
                    "TornadoVM does not start (%s): start java with @$TORNADOVM_HOME/tornado-argfile"
                            .formatted(Reasons.of(e)),
                    e);
        }
    }

    /// The emulator's class path has no versions; TornadoVM's modules have.
    static void checkVersion(@Nullable ModuleDescriptor module) {
        var version = module == null ? "" : module.rawVersion().orElse("");
        if (!version.isEmpty() && !version.startsWith(VERSION)) {
            throw new TornadoFailure(
                    "this is TornadoVM %s, and Weft's kernels are made for TornadoVM %s: set TORNADOVM_HOME to such an SDK for JDK 25, or try it with -Dweft.tornado.version=%s"
                            .formatted(version, VERSION, version));
        }
    }
}
