/// From what the user gave to what a kernel takes: sizes, run-time scalars, input tensors.
///
/// In: `--bind` and `--in` as typed, the declarations of a kernel, the shapes of the files. Out: every dim and param
/// with a value, every input with its numbers, or one message that names who disagrees with whom. Must not know: how
/// anything runs.
@NullMarked
package dev.weft.cli.bind;

import org.jspecify.annotations.NullMarked;
