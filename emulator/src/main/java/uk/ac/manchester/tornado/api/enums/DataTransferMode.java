package uk.ac.manchester.tornado.api.enums;

/// When an array travels.
public class DataTransferMode {
    /// Before the first execution and never again.
    public static final int FIRST_EXECUTION = 0;
    public static final int EVERY_EXECUTION = 1;
    /// When the result of an execution is asked for it.
    public static final int UNDER_DEMAND = 2;
}
