/// What several peers need: masks in memory, which they take and we do not.
@NullMarked
package dev.weft.bench.peer;

import org.jspecify.annotations.NullMarked;
