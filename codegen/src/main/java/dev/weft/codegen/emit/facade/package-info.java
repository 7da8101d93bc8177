/// The class that an application sees of a kernel: typed sizes, a typed `run`, and a definition for
/// generic code.
///
/// In: a signature, and which targets were woven. Out: Java text that uses the runtime and the
/// kernel classes by name. Must not know: the model, how kernels compute.
@NullMarked
package dev.weft.codegen.emit.facade;

import org.jspecify.annotations.NullMarked;
