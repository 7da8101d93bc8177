/// What the API names a device and the shape of a task.
///
/// In: method references. Out: kernels to find in them.
/// Must not know: how they are run.
@NullMarked
package uk.ac.manchester.tornado.api.common;

import org.jspecify.annotations.NullMarked;
