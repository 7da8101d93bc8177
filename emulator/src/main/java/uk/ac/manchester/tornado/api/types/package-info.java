/// Numbers that Java has no type for.
///
/// In: bits. Out: values.
/// Must not know: arrays.
@NullMarked
package uk.ac.manchester.tornado.api.types;

import org.jspecify.annotations.NullMarked;
