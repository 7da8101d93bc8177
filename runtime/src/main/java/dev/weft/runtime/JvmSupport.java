package dev.weft.runtime;

import dev.weft.runtime.vector.VectorWidth;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// Which form of generated code this JVM runs well, and why.
///
/// The system property `weft.target` overrides what is found: `v512`, `v256`, `v128` or `scalar`. A
/// form that is wider than the machine works, slowly, and is warned of.
///
/// @param why a clause for people: what was found
/// @param warning what is wrong and how to cure it; empty if all is well
public record JvmSupport(JvmTarget target, String why, String warning) {
    private static final String MODULE = "jdk.incubator.vector";
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    /// What this process has; found out once.
    ///
    /// @throws BindException if `weft.target` names no target
    public static JvmSupport detected() {
        return Detected.detected();
    }

    /// `256-bit vectors`, `plain loops`.
    public String describe() {
        return switch (target) {
            case V512 -> "512-bit vectors";
            case V256 -> "256-bit vectors";
            case V128 -> "128-bit vectors";
            case SCALAR -> "plain loops";
        };
    }

    void warnOnce() {
        if (!warning.isEmpty() && WARNED.compareAndSet(false, true)) {
            System.getLogger("dev.weft.runtime").log(Level.WARNING, "{0}", warning);
        }
    }

    /// The decision itself, over what a JVM says of itself.
    ///
    /// @param module whether the Vector API's module is there
    /// @param vm `java.vm.name`
    /// @param mode `java.vm.info`
    /// @param bits the widest float vector; asked for only if there are vectors
    static JvmSupport decide(
            String override, boolean module, String vm, String mode, java.util.function.IntSupplier bits) {
        var found = find(module, vm, mode, bits);
        return override.isEmpty() ? found : overridden(override, module, found);
    }

    private static JvmSupport find(boolean module, String vm, String mode, java.util.function.IntSupplier bits) {
        if (mode.contains("interpreted mode") || mode.contains("emulated-client")) {
            return scalar(
                    "the C2 compiler is off: " + mode,
                    "remove -Xint, -XX:TieredStopAtLevel and -XX:CompilationMode from the JVM's flags");
        }
        if (!vm.contains("OpenJDK") && !vm.contains("HotSpot")) {
            return scalar("this JVM has no C2 compiler: " + vm, "use a JDK with HotSpot");
        }
        if (!module) {
            return scalar("the module " + MODULE + " is not there", "start the JVM with --add-modules " + MODULE);
        }
        var width = bits.getAsInt();
        var why = "the widest float vectors have %d bits".formatted(width);
        if (width < 128) {
            return scalar(why, "run on a machine with vector registers");
        }
        var target = width >= 512 ? JvmTarget.V512 : width >= 256 ? JvmTarget.V256 : JvmTarget.V128;
        return new JvmSupport(target, why, "");
    }

    private static JvmSupport scalar(String why, String cure) {
        return new JvmSupport(
                JvmTarget.SCALAR,
                why,
                "Kernels run as plain loops, several times slower: %s. Cure: %s.".formatted(why, cure));
    }

    private static JvmSupport overridden(String override, boolean module, JvmSupport found) {
        var target = named(override);
        var why = "weft.target=%s; without it %s, because %s".formatted(override, found.target(), found.why());
        if (target != JvmTarget.SCALAR && !module) {
            throw new BindException("weft.target=%s needs the module %s: start the JVM with --add-modules %s"
                    .formatted(override, MODULE, MODULE));
        }
        if (target.compareTo(found.target()) < 0) {
            return new JvmSupport(
                    target,
                    why,
                    "weft.target=%s is more than this JVM has, and slow: %s".formatted(override, found.why()));
        }
        return new JvmSupport(target, why, "");
    }

    private static JvmTarget named(String override) {
        return Arrays.stream(JvmTarget.values())
                .filter(target -> target.name().equalsIgnoreCase(override))
                .findFirst()
                .orElseThrow(() -> new BindException("weft.target=%s is none of %s"
                        .formatted(
                                override,
                                Arrays.stream(JvmTarget.values())
                                        .map(target -> target.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))));
    }

    private static final class Detected {
        private static volatile boolean known;
        private static JvmSupport value = new JvmSupport(JvmTarget.SCALAR, "", "");

        static JvmSupport detected() {
            if (!known) {
                synchronized (Detected.class) {
                    value = decide(
                            System.getProperty("weft.target", ""),
                            ModuleLayer.boot().findModule(MODULE).isPresent(),
                            System.getProperty("java.vm.name", ""),
                            System.getProperty("java.vm.info", ""),
                            VectorWidth::preferredBits);
                    known = true;
                }
            }
            return value;
        }
    }
}
