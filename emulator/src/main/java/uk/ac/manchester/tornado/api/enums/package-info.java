/// Constants that callers compile in; their values are TornadoVM's.
///
/// In: nothing. Out: names and numbers. Must not know: anything.
@NullMarked
package uk.ac.manchester.tornado.api.enums;

import org.jspecify.annotations.NullMarked;
