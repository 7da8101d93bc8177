/// What TornadoVM throws.
///
/// In: messages. Out: exceptions with the constructors and supertypes of TornadoVM's. Must not know:
/// when they are thrown.
@NullMarked
package uk.ac.manchester.tornado.api.exceptions;

import org.jspecify.annotations.NullMarked;
