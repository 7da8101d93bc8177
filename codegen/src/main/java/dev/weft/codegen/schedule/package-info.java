/// Where and how large tiles are: register blocks, row and key tiles, strips, packing, splitting of the keys;
/// which tiles share a place ([SharedRoom]); what ways to go on cost ([FoldRuns], [ScanCosts]),
/// and where runs of them begin;
/// tables of rotations; parts and windows of scans, which of them stream, and which can be interleaved; steps
/// after which a device keeps what was folded. Formulas stand here once: they are evaluated, and
/// printed for generated code.
///
/// In: a program, the machine's registers, sizes. Out: numbers and facts that a weaver builds on, all
/// printable. Must not know: the model, JavaPoet, how a kernel is written down.
@NullMarked
package dev.weft.codegen.schedule;

import org.jspecify.annotations.NullMarked;
