package dev.weft.runtime;

import dev.weft.runtime.tornado.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Which elements of a tensor have changed, for devices that keep copies. A copy remembers the
/// [#version()] that it was made of and asks what came [#since(long)].
final class Changes {
    /// More than that are forgotten, the oldest first; an older copy is then wholly out of date.
    private static final int KEPT = 4096;

    private final long elements;
    private final Deque<Change> changes = new ArrayDeque<>();
    private long version;
    private long forgotten;
    private boolean asked;

    private record Change(long version, long from, long end) {}

    Changes(long elements) {
        this.elements = elements;
    }

    synchronized void add(long from, long count) {
        var last = changes.peekLast();
        if (last != null && !asked && last.end == from) {
            changes.removeLast();
            changes.addLast(new Change(last.version, last.from, from + count));
            return;
        }
        asked = false;
        changes.addLast(new Change(++version, from, from + count));
        if (changes.size() > KEPT) {
            forgotten = changes.removeFirst().version;
        }
    }

    /// The present state.
    synchronized long version() {
        asked = true;
        return version;
    }

    /// What has changed since a version; all elements where that is no longer known.
    synchronized List<Span> since(long known) {
        if (known < forgotten) {
            return List.of(new Span(0, elements));
        }
        var spans = new ArrayList<Span>();
        for (var change : changes) {
            if (change.version > known) {
                spans.add(new Span(change.from, change.end - change.from));
            }
        }
        return spans;
    }
}
