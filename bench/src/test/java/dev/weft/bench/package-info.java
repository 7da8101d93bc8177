/// Tests of the comparison itself: what it counts, how it times, what it writes.
@NullMarked
package dev.weft.bench;

import org.jspecify.annotations.NullMarked;
