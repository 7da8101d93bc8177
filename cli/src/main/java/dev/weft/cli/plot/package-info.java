/// Pictures of what kernels do, as SVG: what there is to be seen ([What]), and how a curve or bars are
/// drawn ([Curve], [Bars]).
///
/// In: a checked kernel, sizes, sources of numbers ([Subject]). Out: the text of an SVG file. Must not
/// know: the command line, how kernels are generated.
@NullMarked
package dev.weft.cli.plot;

import org.jspecify.annotations.NullMarked;
