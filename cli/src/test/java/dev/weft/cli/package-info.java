/// The command line, end to end and piece by piece.
@NullMarked
package dev.weft.cli;

import org.jspecify.annotations.NullMarked;
