/// The marks on loops and parameters.
///
/// In: source of kernels. Out: attributes in class files.
/// Must not know: who reads them.
@NullMarked
package uk.ac.manchester.tornado.api.annotations;

import org.jspecify.annotations.NullMarked;
