package dev.weft.maven.weave;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A hash of everything that decides what is generated: the specs' texts, the compiler and the options. Jars count by
/// their size and time, which is enough: at worst a build looks once more and finds that nothing changed.
final class Fingerprint {
    private final MessageDigest digest = sha256();

    private Fingerprint() {}

    static String of(Job job, List<SpecFolder.Spec> specs) {
        var print = new Fingerprint();
        print.add(job.compiler().version());
        job.compiler().files().forEach(print::stamp);
        print.add(job.specs().shown(job.outputs()));
        job.targets().stream().sorted().forEach(form -> print.add(form.name()));
        for (var spec : specs) {
            print.add(spec.source().name());
            print.add(spec.source().text());
        }
        print.importable(job.specs().root());
        job.specs().classPath().forEach(print::stamp);
        return print.hex();
    }

    static String of(byte[] bytes) {
        var print = new Fingerprint();
        print.digest.update(bytes);
        return print.hex();
    }

    /// Specs below the root that are only imported count as well as those that become kernels.
    private void importable(Path root) {
        files(root).stream().filter(file -> file.toString().endsWith(".weft")).forEach(this::stamp);
    }

    private void stamp(Path element) {
        try {
            if (Files.isDirectory(element)) {
                files(element).forEach(this::stamp);
            } else if (Files.exists(element)) {
                add(element.toString());
                add(Files.getLastModifiedTime(element) + " " + Files.size(element));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(element + ": cannot be read: " + e, e);
        }
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be read: " + e, e);
        }
    }

    /// With its length before it, so that no two lists of words look the same.
    private void add(String word) {
        var bytes = word.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
