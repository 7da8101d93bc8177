package dev.weft.codegen.emit.tornado.rules;

/// What a kernel must keep to, each with what goes wrong without it. The emulator says the same of class files, as far
/// as those show it.
///
/// Not here, since no text shows it: that private arrays are written before they are read, which the emulator watches.
enum Rule {
    /// A `break`, `continue` or `return` meets the loop's own exit in one place, and the two are mixed up silently.
    LOOP_EXIT("A loop ends by its condition alone"),
    /// An inlined helper with two returns has two exits, which are mixed up silently.
    METHOD_EXIT("A method has one return, at its end"),
    /// `&&` and `||` give a branch several exits, which can be mixed up silently.
    BRANCH_EXIT("Join conditions with & and |: the exits of a branch can be mixed up"),
    /// The variables of a loop are set one after the other at its end: the second sees the first's new value.
    CARRIED_VALUE("What an iteration hands to the next must not be what another such variable held"),
    /// `>>>` is printed as `>>`: wrong for what is negative, silently.
    UNSIGNED_SHIFT("Use (x >> k) & ((1 << (32 - k)) - 1)"),
    /// Division by a constant power of two becomes `>>>`, and task arguments are constants.
    DIVIDEND("Divide only what is not negative"),
    /// The device's compiler refuses it.
    FLOAT_REMAINDER("There is no remainder of floats"),
    /// It is printed as `NaNF`, which no driver compiles.
    NAN_CONSTANT("Write no constant that is not a number"),
    /// An infinity is printed as a float, and no driver compares it with a double.
    WIDE_INFINITY("Compare a double with the greatest finite one"),
    /// They are printed as the contrary's contrary, true where a side is not a number.
    FLOAT_ORDER("Compare floats with <, > and == alone"),
    /// Arithmetic on bytes, shorts and chars is taken for unsigned; there are no objects, and boxes are compared by
    /// reference.
    TYPE("Variables are int, long, float, double, boolean or an array of numbers"),
    /// Exceptions, strings, objects, lambdas: devices have none, and some are translated to nothing.
    CONSTRUCT("Devices do not have it"),
    /// Most of the library is refused, and some of it is wrong silently, such as `Float.float16ToFloat`.
    CALL("Kernels call TornadoMath, their arrays, their context and methods of their own class alone"),
    /// The device's compiler never ends.
    RECURSION("Kernels may not recur"),
    /// The size must be known when the kernel is compiled.
    ARRAY_SIZE("The size of an array is a constant or a scalar argument"),
    /// An array that is passed on, or has two names, is indexed wrongly.
    ARRAY_USE("Index arrays in the kernel method alone"),
    /// Constant arrays and changing fields are refused or become what they were when the kernel was compiled.
    FIELD("Pass what a kernel needs as arguments"),
    /// The context's fields are boxes, and each read is a call.
    CONTEXT("Copy a field of the context into an int, once"),
    /// Work-items that wait where others never come hang the device, or read what is not written yet.
    BARRIER("All work-items of a group come to each barrier"),
    /// Other loops run on one work-item, and a parallel loop in a kernel with a context on none.
    PARALLEL_LOOP("A kernel is written with a context, or is one parallel loop from int to an argument in steps of 1"),
    /// TornadoVM has no method for more.
    ARGUMENTS("A task has at most 20 arguments, those of its kernel"),
    /// Names of methods and parameters come out in the device's language.
    NAME("Words of OpenCL C are no names"),
    /// Harmless, but noise for the reader and a table lookup for the compiler.
    UNUSED("Declare what is read");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    /// The rule, as a cure.
    String sentence() {
        return sentence;
    }
}
