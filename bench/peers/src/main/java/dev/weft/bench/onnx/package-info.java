/// ONNX Runtime's attention operators on the CPU, each as a model of one node.
///
/// In: a problem and its inputs. Out: contestants. The only room that knows ONNX Runtime and protobuf.
@NullMarked
package dev.weft.bench.onnx;

import org.jspecify.annotations.NullMarked;
