/// Runs tile programs slowly, as they are written: what a lowered program means before any weaver touches it.
///
/// In: a tile program, sizes, tensors as doubles. Out: the outs. An element outside its tensor or a tile that was never
/// assigned is an error.
/// Must not know: the model, JavaPoet, schedules.
@NullMarked
package dev.weft.codegen.machine;

import org.jspecify.annotations.NullMarked;
