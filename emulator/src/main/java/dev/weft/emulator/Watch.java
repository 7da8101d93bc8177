package dev.weft.emulator;

/// Sees every access to one array that the device has.
public interface Watch {
    /// Before an element is read.
    void read(int index);

    /// Before an element is written.
    void write(int index);
}
