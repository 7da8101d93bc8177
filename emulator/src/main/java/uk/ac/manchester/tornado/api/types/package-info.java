/// Numbers that Java has no type for.
///
/// In: what generated kernels and their callers compile against. Out: the same names and signatures as TornadoVM's own.
/// Must not know: Weft.
@NullMarked
package uk.ac.manchester.tornado.api.types;

import org.jspecify.annotations.NullMarked;
