/// What a generated kernel needs to run: tensors, devices, plans. Knows the JDK and nothing else.
@NullMarked
package dev.weft.runtime;

import org.jspecify.annotations.NullMarked;
