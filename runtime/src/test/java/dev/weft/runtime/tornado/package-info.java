/// Tests of the room for TornadoVM.
@NullMarked
package dev.weft.runtime.tornado;

import org.jspecify.annotations.NullMarked;
