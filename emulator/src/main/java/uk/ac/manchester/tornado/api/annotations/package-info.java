/// What marks a loop as parallel.
///
/// In: local variables of kernels. Out: type annotations in class files. Must not know: who reads them.
@NullMarked
package uk.ac.manchester.tornado.api.annotations;

import org.jspecify.annotations.NullMarked;
