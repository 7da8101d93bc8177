/// The door to the devices.
///
/// In: nothing. Out: one backend with one device.
/// Must not know: what runs there.
@NullMarked
package uk.ac.manchester.tornado.api.runtime;

import org.jspecify.annotations.NullMarked;
