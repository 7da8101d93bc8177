package dev.weft.emulator.kernel;

import dev.weft.emulator.memory.ByteCells;
import dev.weft.emulator.memory.Cells;
import dev.weft.emulator.memory.CharCells;
import dev.weft.emulator.memory.DoubleCells;
import dev.weft.emulator.memory.FloatCells;
import dev.weft.emulator.memory.HalfCells;
import dev.weft.emulator.memory.IntCells;
import dev.weft.emulator.memory.LongCells;
import dev.weft.emulator.memory.ShortCells;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;

/// Which cells take the place of which arrays.
enum Types {
    FLOAT("F", "Float", "floats", TypeKind.FLOAT, FloatCells.class),
    INT("I", "Int", "ints", TypeKind.INT, IntCells.class),
    LONG("J", "Long", "longs", TypeKind.LONG, LongCells.class),
    DOUBLE("D", "Double", "doubles", TypeKind.DOUBLE, DoubleCells.class),
    BYTE("B", "Byte", "bytes", TypeKind.BYTE, ByteCells.class),
    SHORT("S", "Short", "shorts", TypeKind.SHORT, ShortCells.class),
    CHAR("C", "Char", "chars", TypeKind.CHAR, CharCells.class),
    HALF("L" + Names.HALF + ";", "HalfFloat", "halfs", TypeKind.REFERENCE, HalfCells.class);

    static final ClassDesc CELLS = desc(Cells.class);

    private final String element;
    private final String allocator;
    private final String factory;
    private final TypeKind kind;
    private final String cells;

    Types(String element, String allocator, String factory, TypeKind kind, Class<? extends Cells> cells) {
        this.element = element;
        this.allocator = "allocate" + allocator + "LocalArray";
        this.factory = factory;
        this.kind = kind;
        this.cells = cells.descriptorString();
    }

    static ClassDesc desc(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    /// By the context's method that allocates them in local memory.
    static Optional<Types> ofAllocator(String method) {
        for (var type : values()) {
            if (type.allocator.equals(method)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /// By the element's type.
    static Optional<Types> ofElement(String descriptor) {
        for (var type : values()) {
            if (type.element.equals(descriptor)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /// By the kind that loads and stores tell.
    static Types ofKind(TypeKind kind) {
        for (var type : values()) {
            if (type.kind == kind) {
                return type;
            }
        }
        throw new IllegalArgumentException("no cells of kind " + kind);
    }

    static ClassDesc map(ClassDesc type) {
        return type.isArray()
                ? ofElement(type.descriptorString().substring(1))
                        .map(Types::cells)
                        .orElse(type)
                : type;
    }

    static MethodTypeDesc map(MethodTypeDesc type) {
        return MethodTypeDesc.of(
                map(type.returnType()),
                type.parameterList().stream().map(Types::map).toList());
    }

    ClassDesc cells() {
        return ClassDesc.ofDescriptor(cells);
    }

    /// The method of `Allocation` that makes them.
    String factory() {
        return factory;
    }

    MethodTypeDesc getter() {
        return MethodTypeDesc.of(ClassDesc.ofDescriptor(element), ConstantDescs.CD_int);
    }

    MethodTypeDesc setter() {
        return MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, ClassDesc.ofDescriptor(element));
    }
}
