package dev.weft.bench.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// One operator of a model: its attributes, and the names of what goes in and comes out.
///
/// @param domain empty for ONNX's own operators
/// @param attributes whole numbers ([Long]) and real ones ([Float])
/// @param inputs in the operator's order; an empty name stands for one that is left out
record Node(
        String domain,
        String operator,
        SequencedMap<String, Number> attributes,
        List<String> inputs,
        List<String> outputs) {
    static final String MICROSOFT = "com.microsoft";

    Node {
        attributes = new LinkedHashMap<>(attributes);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static Node onnx(String operator) {
        return new Node("", operator, new LinkedHashMap<>(), List.of(), List.of());
    }

    static Node microsoft(String operator) {
        return new Node(MICROSOFT, operator, new LinkedHashMap<>(), List.of(), List.of());
    }

    Node with(String attribute, long value) {
        return with(attribute, (Number) value);
    }

    Node with(String attribute, float value) {
        return with(attribute, (Number) value);
    }

    private Node with(String attribute, Number value) {
        var all = new LinkedHashMap<>(attributes);
        all.put(attribute, value);
        return new Node(domain, operator, all, inputs, outputs);
    }

    Node in(String... names) {
        return new Node(domain, operator, attributes, List.of(names), outputs);
    }

    Node out(String... names) {
        return new Node(domain, operator, attributes, inputs, List.of(names));
    }
}
