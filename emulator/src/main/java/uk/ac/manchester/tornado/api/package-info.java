/// The part of the TornadoVM API that generated code and its runtime touch, signature for signature, run on the JVM.
///
/// In: task graphs, as the real API takes them. Out: numbers, or one clear error.
/// Must not know: the language and the compiler; classes compiled against it run on the real TornadoVM unchanged.
@NullMarked
package uk.ac.manchester.tornado.api;

import org.jspecify.annotations.NullMarked;
