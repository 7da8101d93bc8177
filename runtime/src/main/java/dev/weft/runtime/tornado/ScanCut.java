package dev.weft.runtime.tornado;

/// How the sequences of a scan are cut.
///
/// @param parts into how many parts each is cut that are gone along side by side
/// @param window how many steps of each are solved at once by a fixed-point iteration; 0 where none is
/// @param chunks into how many chunks a window is cut, a work-group each; 0 where there are no windows
public record ScanCut(int parts, int window, int chunks) {
    /// Sequences that are gone along as a whole.
    static final ScanCut WHOLE = new ScanCut(1, 0, 0);
}
