/// What the compiler derived from a kernel, read off its tile program: for people, never for a weaver.
///
/// In: a tile program; for counts also sizes and run-time scalars. Out: facts in words, tile classes as numbers and a
/// picture. Must not know: the model, any device, the command line.
@NullMarked
package dev.weft.codegen.explain;

import org.jspecify.annotations.NullMarked;
