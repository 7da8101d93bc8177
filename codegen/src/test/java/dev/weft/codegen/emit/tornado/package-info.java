/// Tests of `tornado`.
@NullMarked
package dev.weft.codegen.emit.tornado;

import org.jspecify.annotations.NullMarked;
