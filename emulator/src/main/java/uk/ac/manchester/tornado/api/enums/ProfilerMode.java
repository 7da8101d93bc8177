package uk.ac.manchester.tornado.api.enums;

/// Whether a profile is printed.
public enum ProfilerMode {
    CONSOLE,
    SILENT
}
