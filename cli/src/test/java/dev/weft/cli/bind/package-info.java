/// Sizes, scalars and inputs.
@NullMarked
package dev.weft.cli.bind;

import org.jspecify.annotations.NullMarked;
