/// all-MiniLM-L6-v2, a sentence encoder, in plain Java but for its attention, which is `SentenceAttention.weft`.
///
/// In: sentences. Out: one vector of 384 numbers for each, the same as ONNX Runtime's. A text is cut into tokens
/// ([Tokenizer], [Batch]); [Encoder] makes a vector of each token, layer by layer ([Layer]); [Embeddings] takes their
/// means. [Weights] come out of the ONNX file, which [Reference] runs as it is.
///
/// All numbers lie in flat arrays, rows one after the other: `[B, N, 384]` are B sentences of N tokens.
@NullMarked
package dev.weft.examples.minilm;

import org.jspecify.annotations.NullMarked;
