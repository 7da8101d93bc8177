/// Tests of `profile`.
@NullMarked
package dev.weft.runtime.profile;

import org.jspecify.annotations.NullMarked;
