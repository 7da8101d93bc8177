package dev.weft.codegen.walk;

import dev.weft.codegen.Target;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.runtime.ArgumentDefinition;
import dev.weft.runtime.JvmKernel;
import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.JvmTarget;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.tornado.TornadoKernel;
import dev.weft.runtime.tune.Tuning;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which forms of code a case is tried in. A machine runs forms that it has no registers for, slowly.
final class Forms {
    /// Multiplications that a form without registers may do.
    private static final long LITTLE = 40_000;

    private Forms() {}

    /// This machine's form always, plain loops half of the time, the others for a share of the small cases: it is the
    /// Java compiler that takes the time.
    static Set<JvmForm> of(Spec spec) {
        var forms = EnumSet.of(here());
        long seed = spec.one().seed();
        if (seed % 2 == 0) {
            forms.add(JvmForm.SCALAR);
        } else if (spec.work() <= LITTLE) {
            forms.add(seed % 4 == 1 ? JvmForm.V128 : JvmForm.V512);
        }
        return forms;
    }

    /// The same as targets of the compiler.
    static Set<Target> targets(Spec spec) {
        return of(spec).stream().map(Target::of).collect(Collectors.toUnmodifiableSet());
    }

    static JvmForm here() {
        return switch (JvmSupport.detected().target()) {
            case V512 -> JvmForm.V512;
            case V256 -> JvmForm.V256;
            case V128 -> JvmForm.V128;
            case SCALAR -> JvmForm.SCALAR;
        };
    }

    /// The kernel as a machine of another form would run it.
    static KernelDefinition as(JvmForm form, KernelDefinition kernel) {
        var target = switch (form) {
            case V512 -> JvmTarget.V512;
            case V256 -> JvmTarget.V256;
            case V128 -> JvmTarget.V128;
            case SCALAR -> JvmTarget.SCALAR;
        };
        return new InForm(kernel, target);
    }

    private record InForm(KernelDefinition kernel, JvmTarget form) implements KernelDefinition {
        @Override
        public String name() {
            return kernel.name();
        }

        @Override
        public List<String> dims() {
            return kernel.dims();
        }

        @Override
        public List<ArgumentDefinition> arguments() {
            return kernel.arguments();
        }

        @Override
        public long[][] shapes(int[] sizes) {
            return kernel.shapes(sizes);
        }

        @Override
        public String spec() {
            return kernel.spec();
        }

        @Override
        public void checkSizes(int[] sizes) {
            kernel.checkSizes(sizes);
        }

        @Override
        public void checkScalars(int[] sizes, double[] scalars) {
            kernel.checkScalars(sizes, scalars);
        }

        @Override
        public JvmKernel<?, ?> jvm(int[] sizes, JvmTarget target, int workers, Tuning tuning) {
            return kernel.jvm(sizes, form, workers, tuning);
        }

        @Override
        public TornadoKernel tornado(int[] sizes) {
            return kernel.tornado(sizes);
        }
    }
}
