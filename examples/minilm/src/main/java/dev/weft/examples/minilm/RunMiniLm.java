package dev.weft.examples.minilm;

import ai.onnxruntime.OrtException;
import dev.weft.runtime.Device;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Encodes sentences in one batch, with Weft's attention and with ONNX Runtime. Says how near they are in meaning, and
/// how far the two results lie apart; ends with status 1 if that is more than 1e-4.
///
/// Start it with `--add-modules jdk.incubator.vector`. Arguments, all optional: the device, then sentences.
public final class RunMiniLm {
    private static final double TOLERANCE = 1e-4;
    private static final List<String> SENTENCES = List.of(
            "The ferry leaves the harbour at noon.",
            "At twelve o'clock the boat sets out from the port.",
            "My bread did not rise, although I kept the dough warm overnight and fed the sourdough starter twice.",
            "Why is my loaf so flat?",
            "Tides.",
            "Twice a day the sea rises and falls, drawn by the moon and, less strongly, by the sun.");

    private RunMiniLm() {}

    public static void main(String[] arguments) throws IOException, OrtException {
        var device = device(arguments.length > 0 ? arguments[0] : "auto");
        var sentences = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : SENTENCES;
        double difference = run(device, sentences);
        System.out.printf(
                "Greatest difference from ONNX Runtime: %.1e, where %.0e is allowed%n", difference, TOLERANCE);
        System.exit(difference <= TOLERANCE ? 0 : 1);
    }

    /// Encodes and prints, and returns how far the embeddings are from ONNX Runtime's.
    private static double run(Device device, List<String> sentences) throws IOException, OrtException {
        byte[] onnx = ModelFiles.onnx();
        var encoder = new Encoder(new Weights(onnx));
        try (var tokenizer = new Tokenizer();
                var reference = new Reference(onnx)) {
            var batch = tokenizer.batch(sentences);
            try (var attention = new Attention(device, batch)) {
                long start = System.nanoTime();
                var embeddings = new Embeddings(batch, encoder.encode(batch, attention));
                var whole = Duration.ofNanos(System.nanoTime() - start);

                System.out.println("all-MiniLM-L6-v2, attention on " + device.describe());
                print(sentences, batch);
                print(embeddings);
                print(attention.time(), whole);
                return embeddings.difference(new Embeddings(batch, reference.encode(batch)));
            }
        }
    }

    /// TornadoVM and its emulator are the same to a program: the JVM was started with the one or the other.
    private static Device device(String name) {
        return switch (name) {
            case "auto" -> Device.auto();
            case "jvm" -> Device.jvm();
            case "tornado", "emulator" -> Device.tornado();
            default -> throw new IllegalArgumentException("no device is called " + name);
        };
    }

    private static void print(List<String> sentences, Batch batch) {
        System.out.printf("%nOne batch, padded to %d tokens:%n", batch.tokens());
        for (int b = 0; b < sentences.size(); b++) {
            System.out.printf("%4d  %3d tokens  %s%n", b + 1, batch.length(b), sentences.get(b));
        }
    }

    private static void print(Embeddings embeddings) {
        System.out.printf("%nHow near they are in meaning (cosine):%n    ");
        for (int b = 0; b < embeddings.sentences(); b++) {
            System.out.printf("%7d", b + 1);
        }
        System.out.println();
        for (int a = 0; a < embeddings.sentences(); a++) {
            System.out.printf("%4d", a + 1);
            for (int b = 0; b < embeddings.sentences(); b++) {
                System.out.printf("%7.3f", embeddings.cosine(a, b));
            }
            System.out.println();
        }
        System.out.println();
    }

    private static void print(Duration attention, Duration whole) {
        System.out.printf(
                "Weft's attention, in 6 layers: %.1f ms of %.1f ms for the whole encoder, in a JVM that has just started%n",
                attention.toNanos() / 1e6, whole.toNanos() / 1e6);
    }
}
