/// What the tests of several rooms share.
@NullMarked
package dev.weft.codegen;

import org.jspecify.annotations.NullMarked;
