package dev.weft.runtime;

import dev.weft.runtime.tornado.TornadoKernel;
import dev.weft.runtime.tune.Tuning;
import java.util.List;

/// What a generated façade knows of its kernel, in a form that generic code (plans, the command line) can use.
public interface KernelDefinition {
    /// The kernel's name, as in its spec.
    String name();

    /// A hash of what the kernel takes and computes: the same for the same equations, however they are laid out.
    String spec();

    /// The names of the dims that a plan binds, in the order of `sizes` elsewhere.
    List<String> dims();

    /// What a run takes, in declaration order.
    List<ArgumentDefinition> arguments();

    /// The shape of each tensor argument, in order, for bound sizes.
    long[][] shapes(int[] sizes);

    /// The facts of `where` that the sizes alone decide: throws [BindException], which quotes the broken one.
    void checkSizes(int[] sizes);

    /// The facts of `where` that read run-time scalars, given in declaration order.
    void checkScalars(int[] sizes, double[] scalars);

    /// The kernel for the JVM's cores, bound to sizes.
    ///
    /// @param workers how many threads will run its tasks
    /// @param tuning numbers of the schedule that take the place of its formulas'
    JvmKernel<?, ?> jvm(int[] sizes, JvmTarget target, int workers, Tuning tuning);

    /// The kernel for TornadoVM's devices, bound to sizes.
    TornadoKernel tornado(int[] sizes);
}
