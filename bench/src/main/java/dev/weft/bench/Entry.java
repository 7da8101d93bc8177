package dev.weft.bench;

import java.util.function.Supplier;

/// A way to compute a problem, before anything has been done for it.
///
/// @param name what reports call it: the implementation, and which of its ways
/// @param preparation makes it ready; the caller closes what it returns
public record Entry(String name, Supplier<? extends Contestant> preparation) {
    public Contestant prepare() {
        return preparation.get();
    }
}
