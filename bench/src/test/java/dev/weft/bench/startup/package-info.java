/// Tests of how starts are timed.
@NullMarked
package dev.weft.bench.startup;

import org.jspecify.annotations.NullMarked;
