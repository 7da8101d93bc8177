package dev.weft.bench.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.weft.bench.Contestant;
import dev.weft.runtime.Tensor;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A session with a model of one node, whose inputs and outputs are memory of ours: nothing is copied in
/// or out.
final class OnnxRun implements Contestant {
    /// What a tensor is called that stands for a case and is none of its inputs.
    static final String MASK = "mask";

    private static final int INT32 = 6;

    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();
    private final Place place;
    private final Tensor o;
    private final List<Tensor> own;
    private final long inputsAndOutputs;

    /// Where an element of the output lies: of a sequence, a head, a step and a number.
    @FunctionalInterface
    interface Place {
        long offset(int b, int h, int i, int d);
    }

    /// @param tensors what the node's inputs and outputs are called; the same tensor may be both
    /// @param place where the elements of the output `o` lie
    /// @param own tensors that live as long as this
    OnnxRun(int threads, Node node, Place place, Map<String, Tensor> tensors, List<Tensor> own) {
        this.place = place;
        this.o = in(tensors, "o");
        this.own = List.copyOf(own);
        this.inputsAndOutputs = own.stream()
                .filter(tensor -> !tensor.equals(tensors.get(MASK)))
                .mapToLong(tensor -> tensor.memory().byteSize())
                .sum();
        var shapes = new HashMap<String, long[]>();
        var types = new HashMap<String, Integer>();
        try {
            for (var input : node.inputs()) {
                if (!input.isEmpty()) {
                    var tensor = in(tensors, input);
                    shapes.put(input, tensor.shape());
                    inputs.put(input, view(tensor));
                    if (isInt(tensor)) {
                        types.put(input, INT32);
                    }
                }
            }
            for (var output : node.outputs()) {
                outputs.put(output, view(in(tensors, output)));
            }
            session = session(Model.of(node, shapes, types), threads);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Tensor in(Map<String, Tensor> tensors, String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor is called " + name);
        }
        return tensor;
    }

    private static boolean isInt(Tensor tensor) {
        return switch (tensor.type()) {
            case I32 -> true;
            case F32 -> false;
            case F16, BF16, F64, BOOL -> throw new IllegalArgumentException("not here: " + tensor.type());
        };
    }

    private static OrtSession session(byte[] model, int threads) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            // Its threads wait awake within a run, and sleep after it, while others run.
            options.addConfigEntry("session.force_spinning_stop", "1");
            return OrtEnvironment.getEnvironment().createSession(model, options);
        }
    }

    private static OnnxTensor view(Tensor tensor) throws OrtException {
        var bytes = tensor.memory().asByteBuffer().order(ByteOrder.nativeOrder());
        var environment = OrtEnvironment.getEnvironment();
        return isInt(tensor)
                ? OnnxTensor.createTensor(environment, bytes.asIntBuffer(), tensor.shape())
                : OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), tensor.shape());
    }

    @Override
    public void run() {
        try (var _ = session.run(inputs, outputs)) {
            // The outputs are ours already.
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public float output(int b, int h, int i, int d) {
        return (float) o.get(place.offset(b, h, i, d));
    }

    @Override
    public long inputsAndOutputs() {
        return inputsAndOutputs;
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        own.forEach(Tensor::close);
    }
}
