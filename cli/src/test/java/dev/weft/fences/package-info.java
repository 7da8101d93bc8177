/// What no room may do, checked over all of them.
@NullMarked
package dev.weft.fences;

import org.jspecify.annotations.NullMarked;
