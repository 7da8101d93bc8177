package dev.weft.cli.run;

import dev.weft.codegen.Pipeline;
import dev.weft.codegen.Target;
import dev.weft.dsl.Frontend;
import dev.weft.dsl.model.Program;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.tornado.TornadoTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/// All that decides a kernel's classes, as a hash: what it is written in, who weaves it, who compiles it.
final class CacheKey {
    private static final List<Class<?>> WEAVERS = List.of(Frontend.class, Pipeline.class, KernelDefinition.class);

    private static final int PREFIX = 16;

    private final MessageDigest digest = sha256();

    private CacheKey() {}

    /// The first digits of every key of a spec with this text: known before it is parsed.
    static String prefix(String text) {
        var key = new CacheKey();
        key.add(text);
        return key.hex().substring(0, PREFIX);
    }

    /// The key of a program's only kernel.
    static String of(Program program, Target target) {
        var key = new CacheKey();
        key.add(program.kernels().getFirst().name());
        key.add(program.packageName());
        key.add(program.file());
        program.texts().forEach(key::add);
        key.add(target.name());
        key.add(Runtime.version().toString());
        key.add(TornadoTargets.started() ? "TornadoVM" : "");
        WEAVERS.stream().map(CacheKey::place).distinct().forEach(place -> key.add(code(place)));
        return prefix(program.texts().getFirst()) + key.hex().substring(PREFIX);
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The jar or folder that a class came from.
    private static Path place(Class<?> weaver) {
        try {
            return Path.of(
                    weaver.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a jar or folder holds. A checksum of each file is enough against another build of ours.
    private static String code(Path place) {
        try (var files = Files.walk(place)) {
            var code = new StringBuilder();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var bytes = Files.readAllBytes(file);
                var sum = new CRC32();
                sum.update(bytes);
                code.append("%s %d %d%n".formatted(place.relativize(file), bytes.length, sum.getValue()));
            }
            return code.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Weft's own code cannot be read", e);
        }
    }

    /// With its length before it, so that no two lists of words look the same.
    private void add(String word) {
        var bytes = word.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
