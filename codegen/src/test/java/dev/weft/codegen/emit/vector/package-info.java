/// Tests that the runtime's micro-kernels are what is written.
@NullMarked
package dev.weft.codegen.emit.vector;

import org.jspecify.annotations.NullMarked;
