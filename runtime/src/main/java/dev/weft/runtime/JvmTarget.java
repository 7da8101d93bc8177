package dev.weft.runtime;

/// Which form of generated code a JVM can run well.
public enum JvmTarget {
    /// Vector API with 512-bit registers (32 of them).
    V512,
    /// Vector API with 256-bit registers (16 of them).
    V256,
    /// Vector API with 128-bit registers.
    V128,
    /// Plain loops: no `jdk.incubator.vector`, or no C2.
    SCALAR
}
