package dev.weft.runtime.carry;

import dev.weft.runtime.BindException;
import dev.weft.runtime.Binding;
import dev.weft.runtime.Device;
import dev.weft.runtime.Plan;
import dev.weft.runtime.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The state of an attention that goes on from call to call: prefill, chunks and single tokens are
/// all [#append], in any order, and leave the same state, bit by bit, after the same tokens.
/// Generated classes wrap it with types.
///
/// Its size and the time for a token do not grow with the tokens that have come. Calls from several
/// threads take turns.
public final class CarriedState implements AutoCloseable {
    private final Device device;
    private final Layout layout;
    private final Tensor[] fixed;
    private final double[] scalars;
    private final Books books;
    private final Folded folded;
    private final Slots slots;
    private final StateFile file;
    private final Map<Integer, Plan> plans = new TreeMap<>();
    private final Map<Integer, Tensor[]> staged = new TreeMap<>();

    private long tokens;
    private boolean closed;

    private CarriedState(Device device, Layout layout, Tensor[] fixed, double[] scalars) {
        this.device = device;
        this.layout = layout;
        this.fixed = fixed;
        this.scalars = scalars;
        var extent = layout.extent;
        var entries = new int[layout.averaged()];
        Arrays.setAll(entries, value -> layout.entries(value + 2));
        var codebook = fixed[numberAmong(layout.with(CarriedTensor.Role.FIXED), layout.read(1))];
        this.books = new Books(layout, codebook);
        this.folded = new Folded(extent.batches() * extent.groups() * extent.codes(), entries);
        this.slots = new Slots(layout, folded);
        this.file = new StateFile(layout, books, scalars);
    }

    /// Opens the state of a sequence without tokens.
    ///
    /// @param sizes of the whole kernel; those that count tokens say how many are computed at once, at
    ///     least 1. Longer calls are split, shorter ones (but for single tokens) filled up
    /// @param fixed the tensors without tokens, in declaration order. They stay the caller's, and
    ///     must stay
    ///     open and unchanged; the codebook is copied
    /// @throws BindException if the kernel cannot take the sizes, tensors or scalars
    public static CarriedState open(
            Device device, CarriedKernel kernel, int[] sizes, Tensor[] fixed, double[] scalars) {
        var whole = kernel.whole();
        var dims = whole.dims();
        var binding = Binding.of(whole, Set.of(), sizes);
        for (var dim : kernel.tokenDims()) {
            int size = sizes[dims.indexOf(dim)];
            if (size < 1 || size != sizes[dims.indexOf(kernel.tokenDims().getFirst())]) {
                throw new BindException(
                        "%s: %s is %d, but here it says how many tokens are computed at once: give %s the same size, at least 1"
                                .formatted(whole.name(), dim, size, String.join(" and ", kernel.tokenDims())));
            }
        }
        binding.checkScalars(scalars);
        var layout = new Layout(kernel, sizes);
        var numbers = layout.with(CarriedTensor.Role.FIXED);
        layout.checkCount(fixed, numbers, "when its state is opened");
        layout.check(fixed, numbers, layout.most());
        return new CarriedState(device, layout, fixed.clone(), scalars.clone());
    }

    private static int numberAmong(int[] numbers, int wanted) {
        return Arrays.binarySearch(numbers, wanted);
    }

    /// Takes new tokens, and computes their rows.
    ///
    /// @param given the tensors with tokens, outs included, in declaration order; all for the same
    ///     number of
    ///     new tokens, from 0 on
    /// @throws BindException if a tensor does not fit, or the kernel takes no longer sequence;
    ///     nothing has
    ///     changed then
    /// @throws IllegalArgumentException if a key has no nearest code, with the key's name; nothing
    ///     has changed
    ///     then
    /// @throws IllegalStateException after `close`
    public synchronized void append(Tensor... given) {
        requireOpen();
        var numbers = layout.with(CarriedTensor.Role.ROWS, CarriedTensor.Role.RECENT);
        layout.checkCount(given, numbers, "with each call");
        var axis = layout.kernel.tensors().get(numbers[0]).axis();
        if (given[0].rank() <= axis || given[0].size(axis) > Integer.MAX_VALUE - tokens) {
            throw new BindException("%s: %s is %s: it has no axis of new tokens, or more than an int counts"
                    .formatted(layout.name(), layout.whole.get(numbers[0]).name(), given[0]));
        }
        int count = (int) given[0].size(axis);
        layout.check(given, numbers, count);
        layout.checkApart(given, numbers, fixed);
        var reached = layout.sizes((int) tokens + count);
        Binding.of(layout.kernel.whole(), Set.of(), reached).checkScalars(scalars);
        var byNumber = new Tensor[layout.whole.size()];
        Arrays.fill(byNumber, given[0]);
        for (int n = 0; n < numbers.length; n++) {
            byNumber[numbers[n]] = given[n];
        }
        var codes = books.codes(byNumber[layout.read(0)], count, tokens);
        for (int from = 0; from < count; ) {
            int now = Math.min(count - from, layout.most());
            step(byNumber, codes, count, from, now);
            from += now;
        }
    }

    private void step(Tensor[] given, int[] codes, int total, int from, int count) {
        if (slots.reserve(count)) {
            closePlans();
        }
        slots.push(given, codes, total, from, count);
        int rows = count == 1 ? 1 : layout.most();
        var direct = total == rows;
        var arguments = arguments(given, rows, direct);
        var numbers = stepScalars(count);
        try {
            if (!direct) {
                move(given, from, arguments, count, false);
            }
            plan(rows).run(arguments, numbers);
        } catch (RuntimeException | Error e) {
            slots.forget(count);
            throw e;
        }
        if (!direct) {
            move(given, from, arguments, count, true);
        }
        tokens += count;
        slots.fold(far(tokens, slots.first()), layout.stepSizes(rows, slots.count()), numbers, arguments);
    }

    /// How many tokens from `first` on are far from whatever comes after `reached` tokens.
    private int far(long reached, long first) {
        long border = layout.kernel.border(layout.sizes((int) reached), scalars, reached);
        long whole = Math.floorDiv(Math.clamp(border, 0, reached), layout.kernel.block()) * layout.kernel.block();
        return (int) Math.max(0, whole - first);
    }

    private double[] stepScalars(int rows) {
        var all = Arrays.copyOf(scalars, scalars.length + 4);
        all[scalars.length] = tokens;
        all[scalars.length + 1] = slots.first() - slots.codes();
        all[scalars.length + 2] = rows;
        all[scalars.length + 3] = slots.codes() + slots.recent();
        return all;
    }

    private Tensor[] arguments(Tensor[] given, int rows, boolean direct) {
        var arguments = new Tensor[layout.step.size()];
        Arrays.setAll(arguments, slots::tensor);
        var outside = layout.with(CarriedTensor.Role.FIXED);
        for (int n = 0; n < outside.length; n++) {
            put(arguments, outside[n], fixed[n]);
        }
        var own = layout.with(CarriedTensor.Role.ROWS);
        for (int n = 0; n < own.length; n++) {
            put(arguments, own[n], direct ? given[own[n]] : stage(rows)[n]);
        }
        return arguments;
    }

    private void put(Tensor[] arguments, int whole, Tensor tensor) {
        int inStep = layout.inStep(whole);
        if (inStep >= 0) {
            arguments[inStep] = tensor;
        }
    }

    /// Tensors with room for the rows of a step.
    private Tensor[] stage(int rows) {
        return staged.computeIfAbsent(rows, most -> {
            var own = layout.with(CarriedTensor.Role.ROWS);
            var shapes = layout.kernel.whole().shapes(layout.sizes(most));
            return Room.forAll(Arrays.stream(own).mapToObj(layout.whole::get).toList(), n -> shapes[own[n]])
                    .toArray(Tensor[]::new);
        });
    }

    /// Copies queries into a step's rows, or outs back.
    private void move(Tensor[] given, int from, Tensor[] arguments, int count, boolean back) {
        for (int n : layout.with(CarriedTensor.Role.ROWS)) {
            int inStep = layout.inStep(n);
            if (inStep >= 0 && layout.whole.get(n).out() == back) {
                int axis = layout.kernel.tensors().get(n).axis();
                if (back) {
                    Strides.copy(arguments[inStep], 0, given[n], from, axis, count);
                } else {
                    Strides.copy(given[n], from, arguments[inStep], 0, axis, count);
                }
            }
        }
    }

    private Plan plan(int rows) {
        return plans.computeIfAbsent(
                rows, most -> device.plan(layout.kernel.step(), layout.stepSizes(most, slots.count())));
    }

    /// How many tokens have come.
    public synchronized long tokens() {
        return tokens;
    }

    /// How many of them are not folded yet: near tokens, and a block that is not full.
    public synchronized int recent() {
        return slots.recent();
    }

    /// Forgets all tokens.
    public synchronized void clear() {
        requireOpen();
        folded.clear();
        slots.begin(0);
        tokens = 0;
    }

    /// Writes the state: the same bytes after the same tokens. The stream stays open.
    public synchronized void save(OutputStream out) throws IOException {
        requireOpen();
        file.write(out, tokens, folded, slots);
    }

    /// Writes the state into a file, which is there as a whole or not at all.
    public void save(Path to) throws IOException {
        var whole = to.toAbsolutePath();
        var folder = whole.getParent();
        if (folder == null) {
            throw new IOException(to + " is no file that a state can be saved to");
        }
        var partial = Files.createTempFile(folder, whole.getFileName().toString(), ".partial");
        try {
            try (var out = Files.newOutputStream(partial)) {
                save(out);
            }
            Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /// Takes up a saved state in place of this one. Reads no further than its end.
    ///
    /// @throws StateException if it is damaged or belongs to something else; this state is as it was then
    public synchronized void restore(InputStream in) throws IOException {
        requireOpen();
        try (var saved = file.read(in, tokens -> far(tokens, 0))) {
            if (slots.reserve(Math.max(0, saved.recent() - slots.recent()))) {
                closePlans();
            }
            folded.take(saved.folded());
            slots.begin(saved.tokens() - saved.recent());
            saved.copyTo(slots);
            tokens = saved.tokens();
        }
    }

    /// The same from a file.
    public void restore(Path from) throws IOException {
        try (var in = new java.io.BufferedInputStream(Files.newInputStream(from))) {
            restore(in);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the state of " + layout.name() + " is closed");
        }
    }

    private void closePlans() {
        plans.values().forEach(Plan::close);
        plans.clear();
    }

    /// Frees the memory. May be called again.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            closePlans();
            staged.values().forEach(tensors -> Arrays.stream(tensors).forEach(Tensor::close));
            slots.close();
        }
    }

    /// `VqAttention(B=1, H=8) after 4096 tokens`
    @Override
    public synchronized String toString() {
        return "%s(%s) after %d tokens".formatted(layout.name(), layout.fixedSizes(), tokens);
    }
}
