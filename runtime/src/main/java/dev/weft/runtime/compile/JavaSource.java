package dev.weft.runtime.compile;

/// The text of one Java file.
///
/// @param className the qualified name of its top-level class, such as `demo.kernels.CausalGqa`
public record JavaSource(String className, String text) {}
