package dev.weft.dsl.assist;

import dev.weft.dsl.assist.Entry.Sort;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.syntax.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the language itself has: its functions, algorithms, dtypes and words.
public final class Manual {
    private static final String BUILTINS = """
            exp(x) : e to the power of x
            exp2(x) : 2 to the power of x
            log(x) : the natural logarithm
            log2(x) : the logarithm to base 2
            sqrt(x) : the square root
            rsqrt(x) : 1 / sqrt(x)
            sin(x) : the sine of an angle in radians
            cos(x) : the cosine of an angle in radians
            tanh(x) : the hyperbolic tangent
            sigmoid(x) : 1 / (1 + exp(-x))
            relu(x) : max(x, 0)
            silu(x) : x * sigmoid(x)
            gelu(x) : x times the normal distribution function of x, by erf
            softplus(x) : log(1 + exp(x))
            erf(x) : the error function
            abs(x) : the absolute value; an integer of an integer
            sign(x) : -1, 0 or 1
            floor(x) : the greatest integer up to x
            ceil(x) : the least integer from x on
            round(x) : the nearest integer, half to even
            min(x, y, …) : the least of two or more
            max(x, y, …) : the greatest of two or more
            clamp(x, lo, hi) : x, but at least lo and at most hi
            sum(x) : the sum of a vector's entries
            mean(x) : the mean of a vector's entries
            norm(x) : the 2-norm of a vector
            rms(x) : the root of the mean square of a vector's entries
            rope(x, p, base = 10000, dims = …, pairing = halves, theta = …) : turns the pairs of x by the angles of position p
            softmax(score, sink = …) : the weights of a row; they meet values by `@`
            logsumexp(score) : the logarithm of a row's sum of exponentials, one real per row
            rowmax(score) : the greatest score of a row, one real per row
            nearest(k, c) : the code of the row of c that is nearest to k
            """;

    private static final String ALGORITHMS = """
            flash() : goes over the keys once; the default of an attention
            split(parts = …) : goes over that many ranges of keys, merged exactly
            codes(of = …, block = …) : folds far blocks into one sum per code
            sequential() : one step after the other
            deer(jacobian = …, tolerance = …, iterations = …, window = …) : all steps at once by Newton's method
            picard(tolerance = …, iterations = …, window = …) : all steps at once, with the identity for the derivative
            jacobi(tolerance = …, iterations = …, window = …) : all steps at once, with 0 for the derivative
            elk(sigma = …, jacobian = …, tolerance = …, iterations = …, window = …) : like deer, within a trust region
            """;

    private Manual() {}

    /// The functions that need no declaration.
    public static List<Entry> builtins() {
        return BUILTINS.lines().map(line -> entry(line, Sort.BUILTIN)).toList();
    }

    /// What `by` may name.
    public static List<Entry> algorithms() {
        return ALGORITHMS.lines().map(line -> entry(line, Sort.ALGORITHM)).toList();
    }

    /// All of it.
    public static List<Entry> entries() {
        var entries = new ArrayList<>(builtins());
        entries.addAll(algorithms());
        Stream.of(Storage.values()).forEach(storage -> entries.add(dtype(storage)));
        Words.all().forEach(word -> entries.add(new Entry(word, Sort.WORD, word, "", List.of())));
        return List.copyOf(entries);
    }

    private static Entry entry(String line, Sort sort) {
        int colon = line.indexOf(" : ");
        String name = line.substring(0, line.indexOf('('));
        return new Entry(name, sort, line.substring(0, colon), line.substring(colon + 3), List.of());
    }

    private static Entry dtype(Storage storage) {
        String holds = switch (storage.kind()) {
            case REAL -> "reals";
            case INT -> "integers";
            case BOOL -> "truth values";
        };
        return new Entry(storage.keyword(), Sort.DTYPE, storage.keyword(), holds + ", in " + bytes(storage), List.of());
    }

    private static String bytes(Storage storage) {
        return storage.bytes() == 1 ? "a byte each" : storage.bytes() + " bytes each";
    }
}
