/// Whether peers compute what they are compared for.
@NullMarked
package dev.weft.bench.peer;

import org.jspecify.annotations.NullMarked;
