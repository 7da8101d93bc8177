package dev.weft.examples.minilm;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The trained numbers in an ONNX file.
///
/// The file is one protobuf message, `ModelProto` of `onnx.proto`. The few fields that matter here are read by their
/// numbers. Parameters go by the name that they had in PyTorch, `encoder.layer.0.output.dense.bias`; but matrices have
/// names without meaning, since the export transposed them, and are found through the product that uses them, the node
/// `/encoder/layer.0/output/dense/MatMul`.
final class Weights {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int NODE_INPUT = 1;
    private static final int NODE_NAME = 3;
    private static final int TENSOR_TYPE = 2;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW_DATA = 9;
    private static final long TYPE_FLOAT = 1;

    private final Map<String, float[]> parameters = new HashMap<>();
    private final Map<String, List<String>> inputs = new HashMap<>();

    Weights(byte[] onnx) throws InvalidProtocolBufferException {
        var model = UnknownFieldSet.parseFrom(onnx);
        var graph = UnknownFieldSet.parseFrom(bytes(model, MODEL_GRAPH));
        for (var message : graph.getField(GRAPH_INITIALIZER).getLengthDelimitedList()) {
            var tensor = UnknownFieldSet.parseFrom(message);
            if (tensor.getField(TENSOR_TYPE).getVarintList().contains(TYPE_FLOAT)) {
                parameters.put(text(tensor, TENSOR_NAME), floats(bytes(tensor, TENSOR_RAW_DATA)));
            }
        }
        for (var message : graph.getField(GRAPH_NODE).getLengthDelimitedList()) {
            var node = UnknownFieldSet.parseFrom(message);
            var names = node.getField(NODE_INPUT).getLengthDelimitedList();
            inputs.put(
                    text(node, NODE_NAME),
                    names.stream().map(ByteString::toStringUtf8).toList());
        }
    }

    /// A parameter, such as `embeddings/word_embeddings/weight`.
    float[] parameter(String path) {
        var name = path.replace('/', '.');
        var values = parameters.get(name);
        if (values == null) {
            throw new IllegalArgumentException("the model has no parameter " + name);
        }
        return values;
    }

    /// A linear layer, such as `encoder/layer.0/output/dense`.
    Linear linear(String path) {
        var product = inputs.get("/" + path + "/MatMul");
        if (product == null) {
            throw new IllegalArgumentException("the model has no product " + path);
        }
        return new Linear(parameter(product.get(1)), parameter(path + "/bias"));
    }

    /// A layer norm, such as `embeddings/LayerNorm`.
    LayerNorm layerNorm(String path) {
        return new LayerNorm(parameter(path + "/weight"), parameter(path + "/bias"));
    }

    private static ByteString bytes(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().getFirst();
    }

    private static String text(UnknownFieldSet message, int field) {
        return bytes(message, field).toStringUtf8();
    }

    private static float[] floats(ByteString raw) {
        var values = new float[raw.size() / Float.BYTES];
        raw.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
