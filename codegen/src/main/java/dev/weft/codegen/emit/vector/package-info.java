/// Writes the runtime's micro-kernels: what all kernels for vectors share, a handful of classes for each
/// width.
///
/// In: a form. Out: the sources of `dev.weft.runtime.vector.microkernel`, which are in git; a test writes
/// them anew and fails if they were not what is written here. Elementary functions also as statements
/// ([LaneFormulas]), which kernels write out in loops of their own. Must not know: tile programs, specs, which
/// kernel calls what; `dev.weft.runtime` and the Vector API only by name.
@NullMarked
package dev.weft.codegen.emit.vector;

import org.jspecify.annotations.NullMarked;
