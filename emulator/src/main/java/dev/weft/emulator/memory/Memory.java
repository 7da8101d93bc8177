package dev.weft.emulator.memory;

/// Something with elements.
public sealed interface Memory permits Watch, Cells {
    int size();
}
