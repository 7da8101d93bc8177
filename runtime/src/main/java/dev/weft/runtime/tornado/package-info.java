/// Kernels on TornadoVM's devices: which devices there are, how a kernel is cut into work-groups for one, its buffers
/// and its task graph.
///
/// In: a kernel as the compiler wrote it, sizes, off-heap tensors. Out: tensors filled by a device, or one clear
/// failure. Compiled against TornadoVM's public API; nothing of it is touched before a TornadoVM device is asked for.
/// Must not know: plans, façades, the JVM's own kernels.
@NullMarked
package dev.weft.runtime.tornado;

import org.jspecify.annotations.NullMarked;
