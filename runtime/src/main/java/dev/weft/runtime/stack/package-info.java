/// Stacks of layers: what a generated façade knows of its stack, plans for all of its layers, and sessions in which
/// sequences grow.
///
/// In: definitions that generated classes give. Out: plans and caches. Must not know: specs, particular devices.
@NullMarked
package dev.weft.runtime.stack;

import org.jspecify.annotations.NullMarked;
