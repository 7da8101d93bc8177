package dev.weft.codegen.lower;

import java.util.HashSet;
import java.util.Set;

/// Gives out names of tiles, each once.
final class Names {
    private final Set<String> taken;

    /// @param taken names that mean something else already
    Names(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /// `base`, or `base` and the first number from 2 on that makes it new.
    String plain(String base) {
        var name = base;
        for (int n = 2; !taken.add(name); n++) {
            name = base + n;
        }
        return name;
    }

    /// `base` and the first number from 0 on that makes it new.
    String numbered(String base) {
        int n = 0;
        while (!taken.add(base + n)) {
            n++;
        }
        return base + n;
    }
}
