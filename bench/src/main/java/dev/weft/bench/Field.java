package dev.weft.bench;

import java.util.ArrayList;
import java.util.List;

/// Who is at the start of a race: everyone who could be made ready and has run once.
final class Field implements AutoCloseable {
    private final List<Entry> entries = new ArrayList<>();
    private final List<Contestant> contestants = new ArrayList<>();

    /// Lets an entry take part, unless it fails.
    void enter(Entry entry) {
        var contestant = entry.prepare();
        contestants.add(contestant);
        try {
            contestant.run();
        } catch (RuntimeException | LinkageError e) {
            contestants.removeLast().close();
            throw e;
        }
        entries.add(entry);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// In the order of the entries.
    List<Contestant> contestants() {
        return List.copyOf(contestants);
    }

    @Override
    public void close() {
        contestants.forEach(Contestant::close);
    }
}
