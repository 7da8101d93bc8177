package dev.weft.emulator.run;

/// Who looks on while a kernel runs.
public interface Watch {
    /// Sees nothing.
    Watch NONE = new Watch() {
        @Override
        public void running(WorkItem item) {}

        @Override
        public void allocated(int number, Object array) {}

        @Override
        public void atomic(Object array, int index, int size) {}
    };

    /// This work-item goes on from here.
    void running(WorkItem item);

    /// The running work-item's group has got a local array.
    ///
    /// @param number counts the group's local arrays
    void allocated(int number, Object array);

    /// The running work-item updates an element in one step.
    void atomic(Object array, int index, int size);
}
