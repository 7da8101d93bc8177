/// The choices of the API.
///
/// In: nothing. Out: constants with the real names and numbers.
/// Must not know: who chooses.
@NullMarked
package uk.ac.manchester.tornado.api.enums;

import org.jspecify.annotations.NullMarked;
