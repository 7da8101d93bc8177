/// Tests of the façade: emitted, compiled in memory, used.
@NullMarked
package dev.weft.codegen.emit.facade;

import org.jspecify.annotations.NullMarked;
