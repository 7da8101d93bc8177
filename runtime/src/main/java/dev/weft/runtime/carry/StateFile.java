package dev.weft.runtime.carry;

import dev.weft.runtime.Tensor;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.LongToIntFunction;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// The form of a saved state, big-endian:
///
/// ```
/// long magic, int version
/// the kernel: UTF name, UTF hash of its equations, UTF sizes, UTF scalars, UTF hash of its codebooks
/// long tokens, int recent
/// int  counts   [batches, groups, codes]
/// double means  [batches, groups, codes, entries]   of each averaged value
/// int  codes    [batches, groups, recent]
/// float, int or byte, the recent tokens of each tensor that a step reads, in its shape
/// long CRC-32 of all before
/// ```
final class StateFile {
    private static final long MAGIC = 0x5745_4654_5354_4154L;
    private static final int VERSION = 1;

    private final Layout layout;
    private final String codebooks;
    private final String scalars;

    StateFile(Layout layout, Books books, double[] scalars) {
        this.layout = layout;
        this.codebooks = books.identity();
        this.scalars = Arrays.toString(scalars);
    }

    void write(OutputStream to, long tokens, Folded folded, Slots slots) throws IOException {
        var checked = new CheckedOutputStream(to, new CRC32());
        var out = new DataOutputStream(new java.io.BufferedOutputStream(checked));
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(layout.name());
        out.writeUTF(layout.kernel.identity());
        out.writeUTF(layout.fixedSizes());
        out.writeUTF(scalars);
        out.writeUTF(codebooks);
        out.writeLong(tokens);
        out.writeInt(slots.recent());
        for (int count : folded.counts) {
            out.writeInt(count);
        }
        for (var means : folded.means) {
            for (double mean : means) {
                out.writeDouble(mean);
            }
        }
        try (var recent = new SavedState(layout, tokens, slots.recent(), folded)) {
            recent.copyFrom(slots);
            for (var tensor : recent.tensors()) {
                write(out, tensor);
            }
        }
        out.flush();
        var sum = checked.getChecksum().getValue();
        out.writeLong(sum);
        out.flush();
    }

    private static void write(DataOutputStream out, Tensor tensor) throws IOException {
        for (long e = 0; e < tensor.elements(); e++) {
            double value = tensor.get(e);
            switch (tensor.type()) {
                case F16, BF16, F32 -> out.writeFloat((float) value);
                case F64 -> out.writeDouble(value);
                case I32 -> out.writeInt((int) value);
                case BOOL -> out.writeByte((int) value);
            }
        }
    }

    /// Reads a state, and checks all of it.
    ///
    /// @param folded how many of so many tokens are folded
    SavedState read(InputStream from, LongToIntFunction folded) throws IOException {
        var checked = new CheckedInputStream(from, new CRC32());
        var in = new DataInputStream(checked);
        try {
            if (in.readLong() != MAGIC) {
                throw new StateException("this is no saved state: it begins with other bytes");
            }
            same("has version", Integer.toString(in.readInt()), Integer.toString(VERSION), "take its tokens again");
            same("belongs to the kernel", in.readUTF(), layout.name(), "restore it there");
            same(
                    "belongs to other equations, with the hash",
                    in.readUTF(),
                    layout.kernel.identity(),
                    "restore it with the kernel as it was then");
            same("has the sizes", in.readUTF(), layout.fixedSizes(), "open the state with those");
            same("has the scalars", in.readUTF(), scalars, "open the state with those");
            same(
                    "belongs to another codebook, with the hash",
                    in.readUTF(),
                    codebooks,
                    "open the state with the codebook as it was then");
            return body(in, checked, folded);
        } catch (EOFException e) {
            throw new StateException("the saved state of %s ends too early: it was cut off".formatted(layout.name()));
        } catch (java.io.UTFDataFormatException e) {
            throw damaged("holds a malformed name");
        }
    }

    private void same(String what, String found, String wanted, String cure) throws StateException {
        if (!found.equals(wanted)) {
            throw new StateException("the saved state %s %s, but this is %s: %s".formatted(what, found, wanted, cure));
        }
    }

    private SavedState body(DataInputStream in, CheckedInputStream checked, LongToIntFunction folded)
            throws IOException {
        long tokens = in.readLong();
        int recent = in.readInt();
        if (tokens < 0 || tokens > Integer.MAX_VALUE || recent != tokens - folded.applyAsInt(tokens)) {
            throw damaged("says that %d of %d tokens are recent".formatted(recent, tokens));
        }
        var extent = layout.extent;
        var entries = new int[layout.averaged()];
        Arrays.setAll(entries, value -> layout.entries(value + 2));
        var saved = new SavedState(
                layout, tokens, recent, new Folded(extent.batches() * extent.groups() * extent.codes(), entries));
        try {
            for (int n = 0; n < saved.folded().counts.length; n++) {
                saved.folded().counts[n] = in.readInt();
            }
            for (var means : saved.folded().means) {
                for (int n = 0; n < means.length; n++) {
                    means[n] = in.readDouble();
                }
            }
            for (var tensor : saved.tensors()) {
                read(in, tensor);
            }
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) {
                throw damaged("has another checksum than was written");
            }
            var wrong = saved.wrong();
            if (!wrong.isEmpty()) {
                throw damaged(wrong);
            }
            return saved;
        } catch (IOException | RuntimeException | Error e) {
            saved.close();
            throw e;
        }
    }

    private static void read(DataInputStream in, Tensor tensor) throws IOException {
        for (long e = 0; e < tensor.elements(); e++) {
            tensor.set(
                    e,
                    switch (tensor.type()) {
                        case F16, BF16, F32 -> in.readFloat();
                        case F64 -> in.readDouble();
                        case I32 -> in.readInt();
                        case BOOL -> in.readByte();
                    });
        }
    }

    private StateException damaged(String how) {
        return new StateException("the saved state of %s is damaged: it %s".formatted(layout.name(), how));
    }
}
