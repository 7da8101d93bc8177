package dev.weft.codegen.emit.tornado.rules;

import java.util.List;
import java.util.stream.Stream;

/// Kernels that break one rule each, in the lines that end with `//!`.
record Planted(Rule rule, String text) {
    static String members(String members) {
        return """
                package planted;

                final class Planted implements TornadoAttention {
                %s
                }
                """.formatted(members);
    }

    /// A class with one kernel around some statements.
    static String kernel(String statements) {
        return members("""
                    /** A kernel. */
                    public static void attend(KernelContext context, FloatArray x, IntArray whole, int n) {
                        final int t = context.localIdx;
                        final int g = context.groupIdx;
                        final int size_N = whole.get(0);
                        final int given = whole.get(1);
                        float total = 0.0f;
                        int sum = given;
                        final float[] reals = context.allocateFloatLocalArray(n);
                        reals[t] = x.get(g + t);
                %s
                        x.set(t, total + sum + reals[t] + size_N);
                    }\
                """.formatted(statements.indent(8).stripTrailing()));
    }

    /// The lines that are marked.
    List<Long> lines() {
        var lines = text.lines().toList();
        return Stream.iterate(0, n -> n < lines.size(), n -> n + 1)
                .filter(n -> lines.get(n).endsWith("//!"))
                .map(n -> n + 1L)
                .toList();
    }

    @Override
    public String toString() {
        return rule + ": "
                + text.lines()
                        .filter(line -> line.endsWith("//!"))
                        .map(String::strip)
                        .findFirst()
                        .orElse("");
    }

    private static Planted in(Rule rule, String statements) {
        return new Planted(rule, kernel(statements));
    }

    private static Planted of(Rule rule, String members) {
        return new Planted(rule, members(members.indent(4)));
    }

    static Stream<Planted> all() {
        return Stream.of(exits(), values(), numbers(), types(), arrays(), groups(), methods())
                .flatMap(List::stream);
    }

    private static List<Planted> exits() {
        return List.of(
                in(Rule.LOOP_EXIT, """
                        for (int k = 0; k < size_N; k++) {
                          if (k == t) {
                            break; //!
                          }
                        }"""),
                in(Rule.LOOP_EXIT, """
                        for (int k = 0; k < size_N; k++) {
                          if (k == t) {
                            continue; //!
                          }
                          sum = sum + k;
                        }"""),
                in(Rule.LOOP_EXIT, """
                        while (sum < 9) {
                          sum = sum + 1;
                          return; //!
                        }"""),
                in(Rule.LOOP_EXIT, """
                        for (; ; sum++) { //!
                          total = total + 1.0f;
                        }"""),
                in(Rule.LOOP_EXIT, """
                        while (true) { //!
                          total = total + 1.0f;
                        }"""),
                in(Rule.LOOP_EXIT, """
                        do { //!
                          sum = sum + 1;
                        } while (sum < 9);"""),
                in(Rule.METHOD_EXIT, """
                        if (sum < 0) {
                          return; //!
                        }"""),
                of(Rule.METHOD_EXIT, """
                        private static int sign(int a) {
                          if (a < 0) {
                            return -1; //!
                          }
                          return 1;
                        }"""),
                in(Rule.BRANCH_EXIT, """
                        if (sum < n && t < n) { //!
                          sum = 0;
                        }"""),
                in(Rule.BRANCH_EXIT, "sum = sum < n || t < n ? 1 : sum; //!"));
    }

    private static List<Planted> values() {
        return List.of(
                in(Rule.CARRIED_VALUE, """
                        int a = 0;
                        int b = 1;
                        while (sum < size_N) {
                          final int next = a + b;
                          a = b; //!
                          b = next;
                          sum = sum + a;
                        }"""),
                in(Rule.CARRIED_VALUE, """
                        int a = 0;
                        int b = 1;
                        for (int k = 0; k < size_N; k++) {
                          final int kept = a;
                          a = b; //!
                          b = (kept); //!
                        }
                        sum = a + b;"""),
                in(Rule.CARRIED_VALUE, """
                        int last = 0;
                        for (int k = 0; k < size_N; k++) {
                          sum = sum + last;
                          last = k; //!
                        }"""),
                in(Rule.CARRIED_VALUE, """
                        for (int k = 0, last = 0; k < size_N; last = k, k++) { //!
                          sum = sum + last;
                        }"""),
                in(Rule.UNUSED, "final int spare = sum + 1; //!"),
                in(Rule.UNUSED, """
                        int spare = 0; //!
                        spare = sum;"""),
                of(Rule.UNUSED, """
                        private static int first(
                            int a,
                            int b) { //!
                          return a;
                        }"""));
    }

    private static List<Planted> numbers() {
        return List.of(
                in(Rule.UNSIGNED_SHIFT, "sum = sum >>> 3; //!"),
                in(Rule.UNSIGNED_SHIFT, "sum >>>= 3; //!"),
                in(Rule.DIVIDEND, "sum = given / 4; //!"),
                in(Rule.DIVIDEND, "sum = (size_N - 2) / 4; //!"),
                in(Rule.DIVIDEND, "sum = (t - 1) % n; //!"),
                in(Rule.DIVIDEND, "sum /= 8; //!"),
                in(Rule.DIVIDEND, """
                        for (int k = size_N; k > -3; k = k - 1) {
                          sum = sum + k / 2; //!
                        }"""),
                in(Rule.FLOAT_REMAINDER, "total = total % 2.0f; //!"),
                in(Rule.FLOAT_REMAINDER, "total %= x.get(0); //!"),
                in(
                        Rule.WIDE_INFINITY,
                        "double wide = total;\ntotal = wide == Double.NEGATIVE_INFINITY ? 0.0f : 1.0f; //!"),
                in(Rule.NAN_CONSTANT, "total = Float.NaN; //!"),
                in(Rule.NAN_CONSTANT, "total = Float.POSITIVE_INFINITY - Float.POSITIVE_INFINITY; //!"),
                in(Rule.NAN_CONSTANT, "total = total + 0.0f / 0.0f; //!"),
                in(Rule.FLOAT_ORDER, "sum = total <= 1.0f ? 1 : 0; //!"),
                in(Rule.FLOAT_ORDER, "sum = x.get(t) >= reals[n] ? 1 : 0; //!"));
    }

    private static List<Planted> types() {
        return List.of(
                in(Rule.TYPE, "final short narrow = 1; //!\nsum = narrow;"),
                in(Rule.TYPE, "sum = (byte) sum; //!"),
                in(Rule.TYPE, "final Integer boxed = 1; //!\nsum = boxed;"),
                in(Rule.TYPE, "final var anything = 1; //!\nsum = anything;"),
                of(Rule.TYPE, "private static short narrow(int a) { //!\n  return a;\n}"),
                of(Rule.TYPE, "private static int count(String text) { //!\n  return text + 1;\n}"),
                in(Rule.CONSTRUCT, "throw new IllegalStateException(); //!"),
                in(Rule.CONSTRUCT, "try { sum = 1; } finally { sum = 2; } //!"),
                in(Rule.CONSTRUCT, "sum = sum + \"text\"; //!"),
                in(Rule.CONSTRUCT, "sum = sum + 'a'; //!"),
                in(Rule.CONSTRUCT, "synchronized (null) { sum = 1; } //!"),
                in(Rule.CONSTRUCT, "assert sum > 0; //!"),
                in(Rule.CONSTRUCT, "total = new HalfFloat(1.0f); //!"),
                in(Rule.CONSTRUCT, "sum = switch (sum) { case 0 -> 1; default -> 2; }; //!"),
                in(Rule.CONSTRUCT, "x.set(0, () -> 1); //!"),
                in(Rule.FIELD, "sum = SOME_CONSTANT; //!"),
                in(Rule.FIELD, "sum = Integer.MAX_VALUE; //!"));
    }

    private static List<Planted> arrays() {
        return List.of(
                in(Rule.ARRAY_SIZE, "final int[] ints = new int[size_N]; //!\nints[0] = 1;\nsum = ints[0];"),
                in(Rule.ARRAY_SIZE, "final int[] ints = context.allocateIntLocalArray(t); //!\nints[t] = 1;"),
                in(Rule.ARRAY_SIZE, "final int[] ints = {1, 2}; //!\nsum = ints[0];"),
                in(Rule.ARRAY_USE, "final float[] again = reals; //!\nagain[0] = 1.0f;"),
                in(Rule.ARRAY_USE, "sum = reals.length; //!"),
                in(Rule.ARRAY_USE, "total = TornadoMath.max(reals, 1.0f); //!"),
                in(Rule.ARRAY_USE, "total = TornadoMath.max(x, 1.0f); //!"),
                of(Rule.ARRAY_USE, "private static int first(int[] ints) { //!\n  return ints[0];\n}"),
                of(Rule.ARRAY_USE, """
                        private static int first(int a) {
                          final int[] ints = new int[4]; //!
                          ints[0] = a;
                          return ints[0];
                        }"""));
    }

    private static List<Planted> groups() {
        return List.of(
                in(Rule.CONTEXT, "sum = sum + context.groupIdy; //!"),
                in(Rule.CONTEXT, "final int again = context.localIdx; //!\nsum = again;"),
                in(Rule.BARRIER, "if (t == 0) {\n  context.localBarrier(); //!\n}"),
                in(Rule.BARRIER, "for (int k = t; k < n; k++) {\n  context.localBarrier(); //!\n}"),
                in(Rule.BARRIER, """
                        int turns = 0;
                        if (reals[0] < 1.0f) {
                          turns = 1;
                        }
                        while (turns < n) {
                          context.localBarrier(); //!
                          turns = turns + 1;
                        }"""),
                in(Rule.PARALLEL_LOOP, """
                        for (@Parallel int k = 0; k < n; k++) { //!
                          sum = sum + k;
                        }"""),
                of(Rule.PARALLEL_LOOP, """
                        static void attend(IntArray x) { //!
                          x.set(0, 1);
                        }"""),
                of(Rule.PARALLEL_LOOP, """
                        static void attend(IntArray x) {
                          for (@Parallel int k = 0; k < x.get(0); k++) { //!
                            x.set(k, 1);
                          }
                        }"""),
                of(Rule.PARALLEL_LOOP, """
                        static void attend(IntArray x, int n) {
                          for (@Parallel int k = 0; k < n; k = k + 2) { //!
                            x.set(k, 1);
                          }
                        }"""),
                of(Rule.PARALLEL_LOOP, """
                        static void attend(IntArray x, int n) {
                          for (@Parallel int k = 0; k < n; k++) { //!
                            k = k + 1;
                            x.set(k, 1);
                          }
                        }"""));
    }

    private static List<Planted> methods() {
        return List.of(
                in(Rule.CALL, "sum = Math.abs(sum); //!"),
                in(Rule.CALL, "total = Float.float16ToFloat(sum); //!"),
                in(Rule.CALL, "sum = other(sum); //!"),
                in(Rule.CALL, "x.init(1.0f); //!"),
                in(Rule.CALL, "total = context.simdSum(total); //!"),
                of(Rule.RECURSION, """
                        private static int down(int a) { //!
                          return a > 0 ? down(a - 1) : 0;
                        }"""),
                of(Rule.RECURSION, """
                        private static int even(int a) { //!
                          return a > 0 ? odd(a - 1) : 1;
                        }

                        private static int odd(int a) { //!
                          return a > 0 ? even(a - 1) : 0;
                        }"""),
                of(Rule.NAME, """
                        static void kernel(KernelContext context, IntArray x) { //!
                          final int t = context.localIdx;
                          x.set(t, 1);
                        }"""),
                of(Rule.ARGUMENTS, """
                        @Override
                        public void tasks(TaskGraph graph, TornadoArguments with) {
                          graph.task("attend", Planted::attend, new KernelContext(), with.whole(), 1); //!
                        }

                        static void attend(KernelContext context, IntArray x) {
                          final int t = context.localIdx;
                          x.set(t, 1);
                        }"""),
                of(Rule.ARGUMENTS, """
                        @Override
                        public void tasks(TaskGraph graph, TornadoArguments with) {
                          graph.task("attend", Planted::gone, with.whole()); //!
                        }"""),
                many());
    }

    private static Planted many() {
        var parameters = new StringBuilder("KernelContext context, IntArray x");
        var sum = new StringBuilder("0");
        for (int n = 0; n < 19; n++) {
            parameters.append(", int a").append(n);
            sum.append(" + a").append(n);
        }
        return of(
                Rule.ARGUMENTS, """
                public void tasks(TaskGraph graph, TornadoArguments with) {
                  graph.task("attend", Planted::attend, %s); //!
                }

                static void attend(%s) {
                  final int t = context.localIdx;
                  x.set(t, %s);
                }""".formatted("new KernelContext(), with.whole()" + ", 1".repeat(19), parameters, sum));
    }
}
