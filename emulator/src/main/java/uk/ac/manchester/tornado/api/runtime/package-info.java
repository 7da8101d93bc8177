/// The door to backends and devices; there is one of each here.
///
/// In: nothing. Out: the emulated device. Must not know: task graphs.
@NullMarked
package uk.ac.manchester.tornado.api.runtime;

import org.jspecify.annotations.NullMarked;
