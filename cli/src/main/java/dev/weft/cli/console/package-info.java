/// How the command line speaks: results, progress, and the two kinds of refusal.
///
/// In: what there is to say. Out: standard output and standard error.
/// Must not know: any command.
@NullMarked
package dev.weft.cli.console;

import org.jspecify.annotations.NullMarked;
