package dev.weft.bench.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// A model of one node as the bytes of an ONNX file. The numbers are those of the fields in `onnx.proto`.
final class Model {
    private static final int IR_VERSION = 10;
    private static final int OPSET = 23;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_IS_FLOAT = 1;
    private static final int ATTRIBUTE_IS_INT = 2;

    private Model() {}

    /// @param inputs the shape of every input that is not empty
    /// @param types element types of those inputs that are not f32, as numbers of `TensorProto.DataType`
    static byte[] of(Node node, Map<String, long[]> inputs, Map<String, Integer> types) {
        var graph = message(to -> {
            write(to, 1, node(node));
            to.writeString(2, node.operator());
            for (var name : node.inputs()) {
                var shape = inputs.get(name);
                if (shape != null) {
                    write(to, 11, value(name, tensor(types.getOrDefault(name, FLOAT), shape)));
                }
            }
            for (var name : node.outputs()) {
                write(to, 12, value(name, message(type -> type.writeInt32(1, FLOAT))));
            }
        });
        return message(to -> {
            to.writeInt64(1, IR_VERSION);
            write(to, 7, graph);
            write(to, 8, opset("", OPSET));
            write(to, 8, opset(Node.MICROSOFT, 1));
        });
    }

    private static byte[] node(Node node) {
        return message(to -> {
            for (var name : node.inputs()) {
                to.writeString(1, name);
            }
            for (var name : node.outputs()) {
                to.writeString(2, name);
            }
            to.writeString(4, node.operator());
            for (var attribute : node.attributes().entrySet()) {
                write(to, 5, attribute(attribute.getKey(), attribute.getValue()));
            }
            to.writeString(7, node.domain());
        });
    }

    private static byte[] attribute(String name, Number value) {
        return message(to -> {
            to.writeString(1, name);
            if (value instanceof Float) {
                to.writeFloat(2, value.floatValue());
                to.writeInt32(20, ATTRIBUTE_IS_FLOAT);
            } else {
                to.writeInt64(3, value.longValue());
                to.writeInt32(20, ATTRIBUTE_IS_INT);
            }
        });
    }

    private static byte[] value(String name, byte[] tensorType) {
        return message(to -> {
            to.writeString(1, name);
            write(to, 2, message(type -> write(type, 1, tensorType)));
        });
    }

    private static byte[] tensor(int type, long... shape) {
        return message(to -> {
            to.writeInt32(1, type);
            write(to, 2, message(dims -> {
                for (var size : shape) {
                    write(dims, 1, message(dim -> dim.writeInt64(1, size)));
                }
            }));
        });
    }

    private static byte[] opset(String domain, long version) {
        return message(to -> {
            to.writeString(1, domain);
            to.writeInt64(2, version);
        });
    }

    private static void write(CodedOutputStream to, int field, byte[] message) throws IOException {
        to.writeByteArray(field, message);
    }

    private static byte[] message(Fields fields) {
        try {
            var bytes = new ByteArrayOutputStream();
            var stream = CodedOutputStream.newInstance(bytes);
            fields.write(stream);
            stream.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream to) throws IOException;
    }
}
