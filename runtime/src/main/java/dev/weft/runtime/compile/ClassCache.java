package dev.weft.runtime.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Compiled kernels on disk, each under a key that says all that decided its classes.
///
/// A kernel is a zip of class files, with a checksum and a name for people as its comment. It is written beside its
/// place and moved there in one step, so processes may share
/// a folder: a file is whole, or it is not there. One that is broken all the same counts as none. When the files take
/// more than the limit, those that were not used for longest go.
///
/// @param folder need not be there yet
/// @param limit in bytes
public record ClassCache(Path folder, long limit) {
    /// The layout of the files is part of their name: another layout finds none.
    private static final String SUFFIX = ".v1.zip";

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ENTRY = Pattern.compile(KEY + "\\.v\\d+\\.zip");
    private static final Pattern PART = Pattern.compile(KEY + "\\.\\d+\\.part");
    private static final Duration ABANDONED = Duration.ofHours(1);

    /// One kernel.
    ///
    /// @param name what it was kept as, for people
    /// @param used when it was last asked for
    public record Entry(String name, Path file, long bytes, Instant used) {}

    /// The classes under a key; empty if there are none, or none that can be read.
    ///
    /// @param key a SHA-256 in hexadecimal digits
    public Optional<CompiledClasses> find(String key) {
        var file = file(key);
        try (var zip = new ZipFile(file.toFile())) {
            var classes = new TreeMap<String, byte[]>();
            for (var entry : zip.stream().toList()) {
                try (var content = zip.getInputStream(entry)) {
                    classes.put(entry.getName(), content.readAllBytes());
                }
            }
            if (!comment(zip).startsWith(checksum(classes))) {
                return Optional.empty();
            }
            touch(file);
            return Optional.of(new CompiledClasses(classes));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String comment(ZipFile zip) {
        return Optional.ofNullable(zip.getComment()).orElse("");
    }

    /// Over names and contents: a zip's own checksums are of contents alone, and nobody checks them.
    private static String checksum(SortedMap<String, byte[]> classes) {
        var sum = new CRC32();
        classes.forEach((name, content) -> {
            sum.update(name.getBytes(StandardCharsets.UTF_8));
            sum.update(content);
        });
        return "%08x ".formatted(sum.getValue());
    }

    /// Whether some key begins so: a hint, made from names alone.
    public boolean holds(String prefix) {
        try {
            return files(ENTRY).stream()
                    .anyMatch(kept -> String.valueOf(kept.path().getFileName()).startsWith(prefix));
        } catch (IOException _) {
            return false;
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException _) {
            // It may be another's, or just gone; it then only looks older than it is.
        }
    }

    /// Keeps classes under a key, and removes what is beyond the limit.
    ///
    /// @param name for people who look at the entries
    /// @throws IOException if the folder cannot be written
    public void keep(String key, String name, CompiledClasses classes) throws IOException {
        var place = file(key);
        Files.createDirectories(folder);
        var part = Files.createTempFile(folder, key + ".", ".part");
        try {
            try (var zip = new ZipOutputStream(Files.newOutputStream(part))) {
                var files = new TreeMap<>(classes.files());
                zip.setComment(checksum(files) + name);
                for (var compiled : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(compiled.getKey()));
                    zip.write(compiled.getValue());
                    zip.closeEntry();
                }
            }
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        trim(place);
    }

    private Path file(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("a key is a SHA-256 in hexadecimal digits, not " + key);
        }
        return folder.resolve(key + SUFFIX);
    }

    private void trim(Path newest) throws IOException {
        var abandoned = Instant.now().minus(ABANDONED);
        for (var part : files(PART)) {
            if (part.used().isBefore(abandoned)) {
                Files.deleteIfExists(part.path());
            }
        }
        var kept = files(ENTRY);
        long total = kept.stream().mapToLong(Kept::bytes).sum();
        for (var entry : kept) {
            if (total > limit && !entry.path().equals(newest)) {
                total -= entry.bytes();
                Files.deleteIfExists(entry.path());
            }
        }
    }

    /// What is there, the longest unused first.
    public List<Entry> entries() throws IOException {
        return files(ENTRY).stream()
                .map(kept -> new Entry(name(kept.path()), kept.path(), kept.bytes(), kept.used()))
                .toList();
    }

    private static String name(Path file) {
        try (var zip = new ZipFile(file.toFile())) {
            return comment(zip).replaceFirst("[0-9a-f]{8} ", "");
        } catch (IOException _) {
            return "(cannot be read)";
        }
    }

    /// Removes everything, what other versions left as well; other files of the folder stay.
    ///
    /// @return how many kernels
    public int clear() throws IOException {
        for (var part : files(PART)) {
            Files.deleteIfExists(part.path());
        }
        int removed = 0;
        for (var entry : files(ENTRY)) {
            if (Files.deleteIfExists(entry.path())) {
                removed++;
            }
        }
        return removed;
    }

    /// A file as it was when it was looked at.
    private record Kept(Path path, long bytes, Instant used) {
        static Kept of(Path path) {
            var file = path.toFile();
            return new Kept(path, file.length(), Instant.ofEpochMilli(file.lastModified()));
        }
    }

    /// The cache's own files, the longest unused first.
    private List<Kept> files(Pattern name) throws IOException {
        try (var paths = Files.list(folder)) {
            return paths.filter(path ->
                            name.matcher(String.valueOf(path.getFileName())).matches())
                    .map(Kept::of)
                    .sorted(Comparator.comparing(Kept::used))
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }
}
