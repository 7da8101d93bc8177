/// Parts of sequences without any kernel: what is gone over again, and what is reported.
@NullMarked
package dev.weft.runtime.scan;

import org.jspecify.annotations.NullMarked;
