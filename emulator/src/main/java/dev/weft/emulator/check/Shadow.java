package dev.weft.emulator.check;

import java.util.Arrays;

/// What is known of each element of one array: whether anybody wrote it, and, within a launch, who wrote it last and
/// two who have
/// read it since.
public final class Shadow {
    private static final long[] EMPTY = {};

    private final String kind;
    private final int size;
    private String name = "?";
    private boolean orderless;
    /// All elements are written, and `written` is not asked.
    private boolean whole;
    private long[] written = EMPTY;
    private long[] writer = EMPTY;
    private long[] reader = EMPTY;
    private long[] another = EMPTY;

    /// Nothing is written.
    ///
    /// @param kind as `FloatArray` or `float[]`
    public Shadow(String kind, int size) {
        this.kind = kind;
        this.size = size;
    }

    /// All elements are written from outside.
    public void fill() {
        whole = true;
    }

    /// No element is written any more.
    public void forget() {
        whole = false;
        Arrays.fill(written, 0);
    }

    /// A launch begins.
    ///
    /// @param name of the array in it
    /// @param orderless if it is a `@Reduce` result, which all iterations update
    void begin(String name, boolean orderless) {
        this.name = name;
        this.orderless = orderless;
        if (writer.length == size) {
            Arrays.fill(writer, Actor.NONE);
            Arrays.fill(reader, Actor.NONE);
            Arrays.fill(another, Actor.NONE);
        } else {
            writer = new long[size];
            reader = new long[size];
            another = new long[size];
            written = whole ? written : bits();
        }
    }

    /// The first element that nobody wrote; `size` if there is none.
    public int firstUnwritten() {
        if (whole) {
            return size;
        }
        for (var i = 0; i < size; i++) {
            if (!isWritten(i)) {
                return i;
            }
        }
        return size;
    }

    void read(int index, long me) {
        if (Integer.compareUnsigned(index, size) >= 0) {
            throw Report.outOfBounds("reads", this, index);
        }
        var last = writer[index];
        if (last == Actor.NONE) {
            if (!whole && !isWritten(index)) {
                throw Report.uninitialised(this, index);
            }
        } else if (last != me && races(last, me)) {
            throw Report.race("reads", this, index, "written", last);
        }
        if (reader[index] != me) {
            noteReader(index, me);
        }
    }

    void write(int index, long me) {
        if (Integer.compareUnsigned(index, size) >= 0) {
            throw Report.outOfBounds("writes", this, index);
        }
        var last = writer[index];
        if (last != me) {
            if (last != Actor.NONE && races(last, me)) {
                throw Report.race("writes", this, index, "written", last);
            }
            writer[index] = me;
            if (!whole) {
                mark(index);
            }
        }
        requireUnread(index, reader[index], me);
        requireUnread(index, another[index], me);
        reader[index] = Actor.NONE;
        another[index] = Actor.NONE;
    }

    void update(int index, long me) {
        if (Integer.compareUnsigned(index, size) >= 0) {
            throw Report.outOfBounds("updates", this, index);
        }
        if (writer[index] == Actor.NONE && !whole && !isWritten(index)) {
            throw Report.uninitialised(this, index);
        }
        write(index, me | Actor.ATOMIC);
    }

    private void requireUnread(int index, long other, long me) {
        if (other != Actor.NONE && other != me && races(other, me)) {
            throw Report.race("writes", this, index, "read", other);
        }
    }

    /// Groups run one after the other, so a reader of another group conflicts with whoever writes from now on, and
    /// stays.
    private void noteReader(int index, long me) {
        var known = reader[index];
        if (known == Actor.NONE || !races(known, me)) {
            reader[index] = me;
            another[index] = Actor.NONE;
        } else if (another[index] == Actor.NONE || !races(another[index], me)) {
            another[index] = me;
        }
    }

    private boolean races(long a, long b) {
        return !orderless && Actor.conflict(a, b, Checks.grouped());
    }

    private boolean isWritten(int index) {
        return written.length != 0 && (written[index >> 6] & 1L << index) != 0;
    }

    private void mark(int index) {
        if (written.length == 0) {
            written = bits();
        }
        written[index >> 6] |= 1L << index;
    }

    private long[] bits() {
        return written.length == 0 ? new long[(size + 63) >> 6] : written;
    }

    public String name() {
        return name;
    }

    public int size() {
        return size;
    }

    /// As `FloatArray`.
    String kind() {
        return kind;
    }
}
