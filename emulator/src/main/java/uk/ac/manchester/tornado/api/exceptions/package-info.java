/// What the API throws.
///
/// In: a message. Out: an exception of the real type.
/// Must not know: what went wrong.
@NullMarked
package uk.ac.manchester.tornado.api.exceptions;

import org.jspecify.annotations.NullMarked;
