/// TornadoVM's API, as far as generated code touches it: signatures as in 5.2, written anew.
///
/// In: task graphs, kernels, native arrays. Out: what a device would have computed, or the fault it
/// would have hidden. Must not know: Weft.
@NullMarked
package uk.ac.manchester.tornado.api;

import org.jspecify.annotations.NullMarked;
