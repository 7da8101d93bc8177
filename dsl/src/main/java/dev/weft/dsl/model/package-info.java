/// What a checked spec means: every name resolved, every node typed and sized.
@NullMarked
package dev.weft.dsl.model;

import org.jspecify.annotations.NullMarked;
