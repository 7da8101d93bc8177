/// What all kernels for vectors share: products that keep their sums in registers, rows of memory read as
/// floats, elementary functions of vectors. A handful of classes for each width.
///
/// In: arrays, memory, vectors. Out: numbers. All classes here are generated, by
/// `dev.weft.codegen.emit.vector`; its test writes them. Products are methods that C2 compiles by
/// themselves; functions of vectors are short, and must be inlined where they are called, or C2 allocates
/// every vector. Must not know: kernels, tensors, plans.
@NullMarked
package dev.weft.runtime.vector.microkernel;

import org.jspecify.annotations.NullMarked;
