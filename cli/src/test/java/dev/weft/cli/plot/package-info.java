/// How pictures are made.
@NullMarked
package dev.weft.cli.plot;

import org.jspecify.annotations.NullMarked;
