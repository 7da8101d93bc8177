/// Runs and what they leave.
@NullMarked
package dev.weft.cli.run;

import org.jspecify.annotations.NullMarked;
