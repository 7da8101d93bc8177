/// What an application embeds: tensors, devices, plans. It knows the JDK and nothing else; TornadoVM's devices have a
/// room of their own, which alone knows their API.
///
/// In: generated kernels and the caller's tensors. Out: numbers, or one clear error. Must not know:
/// the language, the compiler.
@NullMarked
package dev.weft.runtime;

import org.jspecify.annotations.NullMarked;
