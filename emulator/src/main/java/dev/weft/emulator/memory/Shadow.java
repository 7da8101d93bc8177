package dev.weft.emulator.memory;

import java.util.Arrays;

/// Per element, who wrote it last and who read it since: enough to see every two accesses of
/// different work-items that no barrier orders. Of readers, two are kept.
final class Shadow {
    private final long[] written;
    private final long[] read;
    private final long[] readToo;

    Shadow(int size) {
        this.written = new long[size];
        this.read = new long[size];
        this.readToo = new long[size];
    }

    void forget() {
        Arrays.fill(written, 0);
        Arrays.fill(read, 0);
        Arrays.fill(readToo, 0);
    }

    boolean isWritten(int index) {
        return written[index] != 0;
    }

    boolean isWriter(int index, long stamp) {
        return written[index] == stamp;
    }

    /// Notes a read; gives the stamp of a write that races with it, or zero.
    long read(int index, long me) {
        var writer = written[index];
        if (writer != me && writer != 0 && Stamp.unordered(writer, me)) {
            return writer;
        }
        if (read[index] != me) {
            noteReader(index, me);
        }
        return 0;
    }

    private void noteReader(int index, long me) {
        var first = read[index];
        var second = readToo[index];
        if (first == 0 || isOlder(first, me)) {
            read[index] = me;
            if (isOlder(second, me)) {
                readToo[index] = 0;
            }
        } else if (second == 0 || isOlder(second, me) || Stamp.sameGroup(first, second)) {
            readToo[index] = me;
        }
    }

    private static boolean isOlder(long stamp, long me) {
        return stamp != 0 && Stamp.sameGroup(stamp, me) && Stamp.phase(stamp) < Stamp.phase(me);
    }

    /// Notes a write; gives the stamp of an access that races with it, or zero.
    long write(int index, long me) {
        var writer = written[index];
        if (writer != me && writer != 0 && Stamp.unordered(writer, me)) {
            return writer;
        }
        var first = read[index];
        if (first != 0 && Stamp.unordered(first, me)) {
            return first;
        }
        var second = readToo[index];
        if (second != 0 && Stamp.unordered(second, me)) {
            return second;
        }
        written[index] = me;
        return 0;
    }
}
