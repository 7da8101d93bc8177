package dev.weft.codegen.emit.vector;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.JvmForm;
import java.util.List;

/// Writes elementary functions of vectors as methods, and what makes numbers of their lanes.
record LaneFunctions(JvmForm form) {
    List<Text> methods() {
        var lanes = new Transposition(form);
        return List.of(exp2(), exp2Below(), exp(), sigmoid(), tanh(), lanes.maxima(), lanes.sums());
    }

    private static Text exp2() {
        return method(
                "exp2",
                "// 2^x = 2^(n-1) * 2^(f+1): adding 1.5 * 2^23 + 126 rounds x to n and leaves n + 126 in the low bits. Below 128 the"
                        + "\n// result is finite; from 128 on it is infinite; below -125.5 it is 0, for -inf too.");
    }

    private static Text exp2Below() {
        return method(
                "exp2Below",
                "// 2^x for x at most 0, as exp2, with a relative error of 2e-7: what weights of a softmax need.");
    }

    /// The library's own, since Java's differs in last bits between compiled code and code that is not
    /// yet: a recurrence that forgets nothing shows them.
    private static Text exp() {
        return method(
                "exp",
                "// e^x = 2^(x log2(e)), the product with the bits that a float has no room for; otherwise as exp2.");
    }

    private static Text sigmoid() {
        return method("sigmoid", "// 1 / (1 + 2^(-x log2(e)))");
    }

    private static Text tanh() {
        return method(
                "tanh", "// A quotient of polynomials up to 8, where a float's tanh has come within an ulp of 1.");
    }

    private static Text method(String name, String comment) {
        var text = new Text().lines(comment).open("public static FloatVector " + name + "(FloatVector x)");
        var result = new LaneFormulas(text, local -> local).of(name, "x");
        return text.line("return " + result + ";").close();
    }
}
