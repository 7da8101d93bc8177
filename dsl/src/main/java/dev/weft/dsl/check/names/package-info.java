/// Which declarations there are: imports, functions, signatures, and the items that a kernel takes over.
///
/// In: files as written. Out: a [Module] per file and the flat items of a kernel; cycles and conflicts are reported.
/// Must not know: what expressions mean.
@NullMarked
package dev.weft.dsl.check.names;

import org.jspecify.annotations.NullMarked;
