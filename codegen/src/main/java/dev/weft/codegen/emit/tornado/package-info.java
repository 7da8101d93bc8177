/// Weaves tile programs and step programs into TornadoVM kernels: work-groups with local memory and
/// barriers for GPUs, and plain parallel loops for devices that have neither. An attention is a task
/// ([KernelCode]), with others before it where keys have codes ([KeyPasses]); a scan is gone along
/// ([ScanKernel]), or its steps are found by iteration ([IterationCode]).
///
/// In: a program. Out: one source file with the kernels, and what the runtime needs to launch them. Must
/// not know: the model, the JVM's own vectors; `dev.weft.runtime` and TornadoVM only by name.
@NullMarked
package dev.weft.codegen.emit.tornado;

import org.jspecify.annotations.NullMarked;
