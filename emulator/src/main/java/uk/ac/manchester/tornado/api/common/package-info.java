/// The shapes of tasks and the face of a device.
///
/// In: method references to kernels. Out: what a task graph keeps of them. Must not know: how they run.
@NullMarked
package uk.ac.manchester.tornado.api.common;

import org.jspecify.annotations.NullMarked;
