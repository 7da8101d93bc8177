/// What `weft explain` prints.
///
/// In: a checked kernel and what the compiler derived; sizes, if they are bound. Out: lines of text.
/// Must not know: picocli, how a kernel runs.
@NullMarked
package dev.weft.cli.explain;

import org.jspecify.annotations.NullMarked;
