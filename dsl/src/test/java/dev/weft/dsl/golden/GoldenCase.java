package dev.weft.dsl.golden;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One golden case.
///
/// @param name of its folder
/// @param text the spec
/// @param kernel which attention of the spec
/// @param bind what no shape gives: params
/// @param inputs tensors by name
/// @param expected outs by name
/// @param tolerance the largest allowed `|got - expected| / max(1, |expected|)`
public record GoldenCase(
        String name,
        String text,
        String kernel,
        Map<String, Double> bind,
        Map<String, Values> inputs,
        Map<String, Values> expected,
        double tolerance) {
    /// The attention cases.
    public static final List<String> NAMES = List.of(
            "alibi_softcap",
            "causal_gqa",
            "causal_gqa_chunk",
            "causal_gqa_decode",
            "packed_prefix",
            "rerope",
            "sigmoid",
            "window_sinks_lse");

    private static final Pattern KERNEL = Pattern.compile("\"kernel\": \"(\\w+)\"");
    private static final Pattern BOUND = Pattern.compile("\"(\\w+)\": (-?[0-9.]+)");
    private static final Pattern TOLERANCE = Pattern.compile("\"tolerance\": ([0-9.e-]+)");
    private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");

    public GoldenCase {
        bind = Collections.unmodifiableMap(new LinkedHashMap<>(bind));
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
    }

    /// Reads a case from the class path.
    public static GoldenCase of(String name) {
        try {
            var text = new String(bytes(name, "spec.weft"), StandardCharsets.UTF_8);
            var json = new String(bytes(name, "case.json"), StandardCharsets.UTF_8);
            var bind = new LinkedHashMap<String, Double>();
            BOUND.matcher(between(json, "\"bind\": {", "}"))
                    .results()
                    .forEach(match -> bind.put(match.group(1), Double.valueOf(match.group(2))));
            return new GoldenCase(
                    name,
                    text,
                    first(KERNEL, json),
                    bind,
                    tensors(name, between(json, "\"in\": [", "]")),
                    tensors(name, between(json, "\"out\": [", "]")),
                    Double.parseDouble(first(TOLERANCE, json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sizes of the dims of `attention`, which is the meaning of this case's kernel, read off the inputs' shapes.
    public Map<String, Integer> sizes(Attention attention) {
        var sizes = new LinkedHashMap<String, Integer>();
        for (Tensor tensor : attention.tensors()) {
            var values = inputs.get(tensor.name());
            for (int axis = 0; values != null && axis < values.shape().length; axis++) {
                if (tensor.shape().get(axis) instanceof Term.Size(var dim)) {
                    sizes.put(dim.name(), values.shape()[axis]);
                }
            }
        }
        return sizes;
    }

    private static Map<String, Values> tensors(String name, String list) throws IOException {
        var tensors = new LinkedHashMap<String, Values>();
        var matcher = QUOTED.matcher(list);
        while (matcher.find()) {
            try (var file = open(name, matcher.group(1) + ".npy")) {
                tensors.put(matcher.group(1), Npy.read(file));
            }
        }
        return tensors;
    }

    private static String between(String json, String from, String to) {
        int start = json.indexOf(from) + from.length();
        return json.substring(start, json.indexOf(to, start));
    }

    private static String first(Pattern pattern, String json) throws IOException {
        var matcher = pattern.matcher(json);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in case.json");
        }
        return matcher.group(1);
    }

    private static byte[] bytes(String name, String file) throws IOException {
        try (var stream = open(name, file)) {
            return stream.readAllBytes();
        }
    }

    private static InputStream open(String name, String file) throws IOException {
        var stream = GoldenCase.class.getResourceAsStream("/golden/" + name + "/" + file);
        if (stream == null) {
            throw new FileNotFoundException("golden/" + name + "/" + file);
        }
        return stream;
    }
}
