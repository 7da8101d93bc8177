package dev.weft.runtime;

/// Tasks that several threads take from one queue.
interface Work {
    Work NONE = new Work() {
        @Override
        public int tasks() {
            return 0;
        }

        @Override
        public void work(int slot) {}
    };

    int tasks();

    /// Does tasks until none is left; never throws.
    ///
    /// @param slot which of the threads this is; 0 is the caller
    void work(int slot);
}
