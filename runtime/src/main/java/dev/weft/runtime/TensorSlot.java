package dev.weft.runtime;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// A tensor argument with its shape for bound sizes: checks what is passed.
record TensorSlot(String kernel, ArgumentDefinition.OfTensor argument, Shape shape) {

    static TensorSlot of(String kernel, ArgumentDefinition.OfTensor argument, long[] sizes) {
        var what = "%s: %s, declared %s%s,"
                .formatted(kernel, argument.name(), Tensor.name(argument.type()), argument.axes());
        return new TensorSlot(kernel, argument, new Shape(what, argument.type(), sizes));
    }

    /// The tensor's memory, if it fits.
    MemorySegment check(Tensor tensor) {
        if (tensor == null) {
            throw new BindException("%s: the tensor %s is null".formatted(kernel, argument.name()));
        }
        if (tensor.type() != argument.type() || !tensor.hasShape(shape)) {
            var declared = Tensor.name(argument.type()) + argument.axes();
            throw new BindException("%s: %s is %s, but this plan wants %s%s, declared %s: %s"
                    .formatted(
                            kernel,
                            argument.name(),
                            tensor,
                            Tensor.name(argument.type()),
                            shape,
                            declared,
                            tensor.type() == argument.type()
                                    ? "pass such a tensor, or make a plan for other sizes"
                                    : "Tensor.converted changes a real type"));
        }
        if (!tensor.isOpen()) {
            throw new BindException("%s: the tensor %s is closed".formatted(kernel, argument.name()));
        }
        var memory = tensor.memory();
        if (argument.out() && memory.isReadOnly()) {
            throw new BindException("%s: %s is an out, but its memory is read-only".formatted(kernel, argument.name()));
        }
        return memory;
    }

    /// An out must not share memory with any other argument.
    void checkApart(MemorySegment mine, List<TensorSlot> slots, MemorySegment[] all, int index) {
        if (!argument.out()) {
            return;
        }
        for (var i = 0; i < all.length; i++) {
            if (i != index && Tensor.overlap(mine, all[i])) {
                throw new BindException("%s: the out %s shares memory with %s: give it a tensor of its own"
                        .formatted(
                                kernel, argument.name(), slots.get(i).argument().name()));
            }
        }
    }
}
