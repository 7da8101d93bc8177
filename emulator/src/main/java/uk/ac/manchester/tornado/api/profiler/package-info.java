/// What a profile tells.
///
/// In: nothing. Out: nanoseconds and bytes. Must not know: who measures.
@NullMarked
package uk.ac.manchester.tornado.api.profiler;

import org.jspecify.annotations.NullMarked;
