/// Tests of tensors, devices and plans.
@NullMarked
package dev.weft.runtime;

import org.jspecify.annotations.NullMarked;
