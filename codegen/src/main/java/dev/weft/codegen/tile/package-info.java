/// The tile language: a few operations on two-dimensional tiles held close to the arithmetic. Of them an
/// attention is one program ([TileProgram]) and a scan another ([StepProgram]).
///
/// In: what lowering makes of a model. Out: what the schedulers place and the weavers turn into Java.
/// Must not know: the model, JavaPoet, any device.
@NullMarked
package dev.weft.codegen.tile;

import org.jspecify.annotations.NullMarked;
