@NullMarked
package dev.weft.codegen.emit.vector;

import org.jspecify.annotations.NullMarked;
