/// The way to TornadoVM's devices; here there is one, the emulator.
///
/// In: what generated kernels and their callers compile against. Out: the same names and signatures as TornadoVM's own.
/// Must not know: Weft.
@NullMarked
package uk.ac.manchester.tornado.api.runtime;

import org.jspecify.annotations.NullMarked;
