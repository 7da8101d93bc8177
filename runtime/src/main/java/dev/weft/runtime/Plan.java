package dev.weft.runtime;

/// A kernel that is bound to sizes and a device, with the memory that it needs. Generated classes
/// wrap it with types.
///
/// Several threads may share a plan: its runs happen one after the other. A run on the JVM uses all
/// threads of its device, so runs of different plans of one device take turns too.
public interface Plan extends AutoCloseable {
    /// What runs it.
    Device device();

    /// Runs the kernel, and returns when the outs are written.
    ///
    /// @param tensors the tensor arguments, in declaration order
    /// @param scalars the scalar arguments, in declaration order; i32 and bool ones as whole
    ///     numbers
    /// @throws BindException if an argument does not fit; nothing has been written then
    /// @throws KernelException if the kernel itself fails; the outs are undefined then, and the
    ///     plan stays usable
    /// @throws IllegalStateException after `close`
    void run(Tensor[] tensors, double[] scalars);

    /// How long the last run took.
    RunReport report();

    /// Frees the plan's memory, after a run that is under way. May be called again.
    @Override
    void close();
}
