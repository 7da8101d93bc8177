/// How kernels are cut for devices.
@NullMarked
package dev.weft.runtime.tornado;

import org.jspecify.annotations.NullMarked;
