/// Weaves tile programs and step programs into Java for the JVM's own cores: Vector API code of three
/// widths, and plain loops.
///
/// In: a program. Out: one source file per form, each a kernel that `dev.weft.runtime` plans and runs.
/// Two ways through an attention: many rows meet keys that are packed for them, few rows ([FewRows]) meet
/// keys as they lie. Rows of a tile go in strips, each with keys of its own ([StripCode]).
/// Keys that have codes ([AssignCode]) may be folded into states ([FoldCode]), one for each side of the
/// queries on which far keys lie ([StretchCode]). Three ways along a scan ([ScanWay]): its steps in their
/// order, with products for many of them at once ([PartsWay]); rows that stream ([StreamWay]); all of a
/// window at once ([FixedPointWay]). The first two have states along vectors, or interleave sequences
/// ([InterleavedCode]). What all kernels share they call: [MicroKernels] of the runtime. Must not know: the
/// model, any other device; `dev.weft.runtime` and the Vector API only by name.
@NullMarked
package dev.weft.codegen.emit.jvm;

import org.jspecify.annotations.NullMarked;
