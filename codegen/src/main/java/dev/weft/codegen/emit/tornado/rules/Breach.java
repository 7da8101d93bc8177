package dev.weft.codegen.emit.tornado.rules;

/// A rule that a kernel breaks.
///
/// @param line in the generated source
/// @param what what the method does, after its name
record Breach(Rule rule, String method, long line, String what) {
    @Override
    public String toString() {
        return "%s, line %d: %s. %s (%s)".formatted(method, line, what, rule.sentence(), rule);
    }
}
