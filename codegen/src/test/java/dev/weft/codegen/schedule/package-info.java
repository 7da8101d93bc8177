/// Tests of schedules: what is chosen, and by which costs.
@NullMarked
package dev.weft.codegen.schedule;

import org.jspecify.annotations.NullMarked;
