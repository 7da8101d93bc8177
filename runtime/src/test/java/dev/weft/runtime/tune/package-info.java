@NullMarked
package dev.weft.runtime.tune;

import org.jspecify.annotations.NullMarked;
