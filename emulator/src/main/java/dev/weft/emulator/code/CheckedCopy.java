package dev.weft.emulator.code;

import dev.weft.emulator.check.Checks;
import dev.weft.emulator.check.Memory;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// Copies a kernel's class, with a report at each access. The copy knows the same classes as the original but for
/// itself.
public final class CheckedCopy {
    private static final String ARRAYS = "uk/ac/manchester/tornado/api/types/arrays/";
    private static final String CONTEXT = KernelContext.class.getName().replace('.', '/');
    private static final ClassDesc CHECKS = desc(Checks.class);
    private static final ClassDesc MEMORY = desc(Memory.class);
    private static final MethodTypeDesc ELEMENT =
            MethodTypeDesc.of(ConstantDescs.CD_void, desc(TornadoNativeArray.class), ConstantDescs.CD_int);
    private static final MethodTypeDesc TWO_INTS =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_int);

    private CheckedCopy() {}

    /// The copy, loaded.
    public static Class<?> of(KernelClass original) {
        var bytes = original.files().transformClass(original.model(), (ClassTransform) (builder, element) -> {
            if (element instanceof MethodModel method && method.code().isPresent()) {
                var code = original.code(method);
                var number = original.model().methods().indexOf(method);
                builder.transformMethod(method, MethodTransform.transformingCode(new Rewriting(code, number)));
            } else {
                builder.with(element);
            }
        });
        var owner = original.kernel().owner();
        try {
            return new CopyLoader(owner, bytes).loadClass(owner.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /// Delegates all but one class.
    private static final class CopyLoader extends ClassLoader {
        private final String name;
        private final byte[] bytes;

        private CopyLoader(Class<?> original, byte[] bytes) {
            super(KernelClass.loader(original));
            this.name = original.getName();
            this.bytes = bytes;
        }

        @Override
        protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
            if (!wanted.equals(name)) {
                return super.loadClass(wanted, resolve);
            }
            synchronized (getClassLoadingLock(wanted)) {
                var loaded = findLoadedClass(wanted);
                return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
            }
        }
    }

    /// One method.
    private static final class Rewriting implements CodeTransform {
        private final List<ParallelVariable> variables;
        private final int number;
        private final Map<TypeKind, Integer> spare = new EnumMap<>(TypeKind.class);
        private int following;
        private int line;

        private Rewriting(CodeAttribute code, int number) {
            this.variables = ParallelVariable.of(code);
            this.number = number;
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (element instanceof Instruction instruction) {
                following += instruction.sizeInBytes();
            }
            switch (element) {
                case LineNumber at -> {
                    line = at.line();
                    code.with(at);
                }
                case ArrayLoadInstruction load
                when isChecked(load.typeKind()) -> code.invokestatic(MEMORY, "load", loading(load.typeKind()));
                case ArrayStoreInstruction store
                when isChecked(store.typeKind()) -> code.invokestatic(MEMORY, "store", storing(store.typeKind()));
                case NewPrimitiveArrayInstruction array
                when isChecked(array.typeKind()) -> {
                    var type = array.typeKind().upperBound().arrayType();
                    code.with(array).invokestatic(MEMORY, "fresh", MethodTypeDesc.of(type, type));
                }
                case InvokeInstruction call -> {
                    report(code, call);
                    code.with(call);
                }
                case StoreInstruction store -> {
                    code.with(store);
                    iterate(code, store.slot());
                }
                case IncrementInstruction increment -> {
                    code.with(increment);
                    iterate(code, increment.slot());
                }
                default -> code.with(element);
            }
        }

        private void report(CodeBuilder code, InvokeInstruction call) {
            var owner = call.owner().asInternalName();
            var name = call.name().stringValue();
            if (owner.equals(CONTEXT) && name.endsWith("Barrier")) {
                code.loadConstant(number << 16 | following).loadConstant(line);
                code.invokestatic(CHECKS, "barrier", TWO_INTS);
            } else if (owner.startsWith(ARRAYS)) {
                var type = call.typeSymbol();
                if (name.startsWith("get") && type.parameterCount() == 1) {
                    code.dup2().invokestatic(CHECKS, name.endsWith("HalfFloat") ? "readTwo" : "read", ELEMENT);
                } else if (name.startsWith("set") && type.parameterCount() == 2) {
                    var kind = TypeKind.from(type.parameterType(1));
                    int slot = spare.computeIfAbsent(kind, code::allocateLocal);
                    code.storeLocal(kind, slot).dup2();
                    code.invokestatic(CHECKS, name.endsWith("HalfFloat") ? "writeTwo" : "write", ELEMENT);
                    code.loadLocal(kind, slot);
                }
            }
        }

        private void iterate(CodeBuilder code, int slot) {
            for (var axis = 0; axis < variables.size(); axis++) {
                if (variables.get(axis).setBy(slot, following)) {
                    code.iload(slot).loadConstant(axis).invokestatic(CHECKS, "iteration", TWO_INTS);
                }
            }
        }

        private static boolean isChecked(TypeKind kind) {
            return switch (kind) {
                case FLOAT, INT, DOUBLE, LONG, BYTE -> true;
                case BOOLEAN, CHAR, SHORT, REFERENCE, VOID -> false;
            };
        }

        private static MethodTypeDesc loading(TypeKind kind) {
            return MethodTypeDesc.of(kind.upperBound(), array(kind), ConstantDescs.CD_int);
        }

        private static MethodTypeDesc storing(TypeKind kind) {
            return MethodTypeDesc.of(ConstantDescs.CD_void, array(kind), ConstantDescs.CD_int, kind.upperBound());
        }

        /// One instruction serves `byte[]` and `boolean[]`.
        private static ClassDesc array(TypeKind kind) {
            return kind == TypeKind.BYTE
                    ? ConstantDescs.CD_Object
                    : kind.upperBound().arrayType();
        }
    }
}
