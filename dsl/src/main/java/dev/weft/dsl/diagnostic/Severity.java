package dev.weft.dsl.diagnostic;

/// How bad it is: an error means that no program comes out.
public enum Severity {
    ERROR,
    WARNING
}
