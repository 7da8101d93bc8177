/// The encoder beside ONNX Runtime.
@NullMarked
package dev.weft.examples.minilm;

import org.jspecify.annotations.NullMarked;
