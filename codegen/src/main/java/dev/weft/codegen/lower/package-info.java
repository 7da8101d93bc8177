/// From equations to tiles: of an attention, what is computed once per row, once per key and once per
/// pair, and which tiles need what; of a scan, what is computed ahead of its steps, in them and after
/// them, and how a step changes with the states before it; of both, how great the whole numbers may be
/// that a run passes.
///
/// In: a checked kernel. Out: a tile program or a step program that means the same. Must not know:
/// syntax, diagnostics, JavaPoet, tile sizes, any device.
@NullMarked
package dev.weft.codegen.lower;

import org.jspecify.annotations.NullMarked;
