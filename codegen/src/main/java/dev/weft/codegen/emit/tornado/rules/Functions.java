package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.MethodInvocationTree;

/// Between which numbers the results of functions lie: those of TornadoVM's library and those that come with a kernel.
final class Functions {
    private Functions() {}

    static Range range(MethodInvocationTree call, Ranges ranges) {
        var arguments = call.getArguments().stream().map(ranges::of).toList();
        if (arguments.isEmpty()) {
            return Range.ALL;
        }
        var a = arguments.getFirst();
        var b = arguments.getLast();
        return switch (call.getMethodSelect().toString()) {
            case "TornadoMath.min" -> a.min(b);
            case "TornadoMath.max" -> a.max(b);
            case "TornadoMath.abs",
                    "TornadoMath.exp",
                    "TornadoMath.sqrt",
                    "softplus",
                    "inside",
                    "powerOfTwo",
                    "toHalf",
                    "toBrain" -> Range.NOT_NEGATIVE;
            case "TornadoMath.floor",
                    "TornadoMath.ceil",
                    "TornadoMath.pow",
                    "TornadoMath.tanh",
                    "round",
                    "sign",
                    "erf",
                    "gelu" -> a.isNotNegative() ? Range.NOT_NEGATIVE : Range.ALL;
            case "floorDiv" -> a.dividedBy(b);
            case "floorMod" -> b.isNotNegative() ? Range.NOT_NEGATIVE : Range.ALL;
            default -> Range.ALL;
        };
    }
}
