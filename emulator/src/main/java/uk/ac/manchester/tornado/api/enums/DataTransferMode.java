package uk.ac.manchester.tornado.api.enums;

/// When data moves between host and device. Callers compile the numbers in.
public class DataTransferMode {
    /// Once, when a plan runs first. What the host changes later stays unseen.
    public static final int FIRST_EXECUTION = 0;
    /// Each time that a plan runs.
    public static final int EVERY_EXECUTION = 1;
    /// When the result of an execution is asked for it.
    public static final int UNDER_DEMAND = 2;

    public DataTransferMode() {}
}
