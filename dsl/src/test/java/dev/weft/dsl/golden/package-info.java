/// Golden vectors: specs with inputs and the numbers that must come out, computed by a program that shares nothing with
/// this one.
///
/// In: the name of a case below `src/test/resources/golden`. Out: its text, sizes, tensors and tolerance, for the tests
/// of every module.
@NullMarked
package dev.weft.dsl.golden;

import org.jspecify.annotations.NullMarked;
