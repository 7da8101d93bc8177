/// From equations to tiles: what is computed once per row, once per key and once per pair, and which tiles need what.
///
/// In: a checked attention. Out: a tile program that means the same.
/// Must not know: syntax, diagnostics, JavaPoet, tile sizes, any device.
@NullMarked
package dev.weft.codegen.lower;

import org.jspecify.annotations.NullMarked;
