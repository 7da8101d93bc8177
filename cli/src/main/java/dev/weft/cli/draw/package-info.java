/// Drawings: marks on a plane ([Drawing], [Mark]), and the files that they become ([Svg], [Png]).
///
/// In: marks, in pixels from the upper left corner. Out: the text of an SVG file, the bytes of a PNG file; both
/// show the same. Must not know: kernels, what is drawn, the command line.
@NullMarked
package dev.weft.cli.draw;

import org.jspecify.annotations.NullMarked;
