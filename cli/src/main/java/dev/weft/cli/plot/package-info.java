/// Pictures of what kernels do: what there is to be seen ([What]), and how curves, bars and fields of pairs
/// are drawn ([Chart], [Bars], [Field]).
///
/// In: a checked kernel, sizes, sources of numbers ([Subject]). Out: a drawing. Must not know: the command
/// line, the formats of files, how kernels are generated.
@NullMarked
package dev.weft.cli.plot;

import org.jspecify.annotations.NullMarked;
