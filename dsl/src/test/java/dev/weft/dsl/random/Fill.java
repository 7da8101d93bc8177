package dev.weft.dsl.random;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Storage;

/// How a tensor gets its numbers.
@FunctionalInterface
interface Fill {
    double next(Choice choice);

    static Fill normal(double scale) {
        return choice -> scale * choice.normal();
    }

    /// Uniform over a grid from `least` to `greatest`.
    static Fill uniform(double least, double greatest) {
        return choice -> least + (greatest - least) * choice.between(0, 1000) / 1000;
    }

    /// Both ends included.
    static Fill integers(int least, int greatest) {
        return choice -> choice.between(least, greatest);
    }

    static Fill flags(double probability) {
        return choice -> choice.chance(probability) ? 1 : 0;
    }

    /// A tensor whose numbers are what `storage` can hold.
    default Values values(Choice choice, Storage storage, int... shape) {
        var values = Values.zeros(shape);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = stored(storage, next(choice));
        }
        return values;
    }

    /// The number that is left of `value` after storing it; to nearest, ties to even.
    static double stored(Storage storage, double value) {
        return switch (storage) {
            case F16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
            case BF16 -> {
                int bits = Float.floatToRawIntBits((float) value);
                int rounded = bits + 0x7FFF + (bits >>> 16 & 1);
                yield Float.intBitsToFloat(rounded & 0xFFFF0000);
            }
            case F32 -> (float) value;
            case F64, I32, BOOL -> value;
        };
    }
}
