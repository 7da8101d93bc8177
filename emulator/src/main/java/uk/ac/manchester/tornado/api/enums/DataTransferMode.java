package uk.ac.manchester.tornado.api.enums;

/// When a buffer is copied.
public class DataTransferMode {
    /// Before the first execution alone.
    public static final int FIRST_EXECUTION = 0;

    /// In every execution.
    public static final int EVERY_EXECUTION = 1;

    /// When it is asked for.
    public static final int UNDER_DEMAND = 2;
}
