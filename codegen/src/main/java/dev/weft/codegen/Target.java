package dev.weft.codegen;

import dev.weft.codegen.schedule.JvmForm;
import java.util.EnumSet;
import java.util.Set;

/// What a kernel is woven for. A class of the kernel is named after each.
public enum Target {
    /// 512-bit vectors of the JVM.
    V512,
    /// 256-bit vectors of the JVM.
    V256,
    /// 128-bit vectors of the JVM.
    V128,
    /// Plain loops on the JVM.
    SCALAR,
    /// TornadoVM's devices.
    TORNADO;

    /// What is woven where nothing is asked for: all that needs no more than the JDK.
    public static Set<Target> jvm() {
        return EnumSet.of(V512, V256, V128, SCALAR);
    }

    /// The target of a form of JVM code.
    public static Target of(JvmForm form) {
        return switch (form) {
            case V512 -> V512;
            case V256 -> V256;
            case V128 -> V128;
            case SCALAR -> SCALAR;
        };
    }

    static Set<JvmForm> forms(Set<Target> targets) {
        var forms = EnumSet.noneOf(JvmForm.class);
        for (var form : JvmForm.values()) {
            if (targets.contains(of(form))) {
                forms.add(form);
            }
        }
        return forms;
    }
}
