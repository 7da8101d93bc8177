package dev.weft.codegen.tile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Hashes of what kernels take and compute. Layout, comments, documentation and the names of files and packages do
/// not matter; what a kernel is lowered to does, so that another compiler's kernel may have another hash.
public final class ContentHash {
    private static final int BYTES = 8;

    private ContentHash() {}

    /// 16 hexadecimal digits.
    public static String of(TileProgram program) {
        return of(
                program.signature(),
                program.batches(),
                program.heads(),
                program.queries(),
                program.keys(),
                program.group(),
                program.parts(),
                program.assigned(),
                program.far(),
                program.operations());
    }

    /// Likewise.
    public static String of(StepProgram program) {
        return of(
                program.signature(),
                program.batches(),
                program.steps(),
                program.states(),
                program.ahead(),
                program.step(),
                program.after(),
                program.solving());
    }

    private static String of(Signature signature, Object... content) {
        var arguments = signature.arguments().stream()
                .map(argument -> switch (argument) {
                    case Signature.Tensor(var name, var type, var direction, var shape, var _) ->
                        List.of(name, type, direction, shape);
                    case Signature.Scalar(var name, var type, var _, var _) -> List.of(name, type);
                })
                .toList();
        var text = List.of(signature.name(), signature.dimensions(), arguments, signature.facts(), List.of(content));
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
