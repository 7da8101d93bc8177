package dev.weft.cli.run;

import dev.weft.cli.console.Failure;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.npy.Npy;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The files that a run leaves: all of them, each as a whole, or none.
///
/// Each is written beside its place under another name, which also proves early that it can be written. Only when all
/// are there do they take their places. An interrupted process removes what it began.
public final class OutputFiles implements AutoCloseable {
    private static final Set<Path> BEGUN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> BEGUN.forEach(OutputFiles::remove)));
    }

    private final Map<String, Place> places;

    private OutputFiles(Map<String, Place> places) {
        this.places = places;
    }

    /// @param path as the user gave it
    /// @param target the file to replace, links followed
    /// @param draft where it is written first
    private record Place(String path, Path target, Path draft) {}

    /// Makes sure that all files can be written.
    ///
    /// @param paths by tensor, as the user gave them
    /// @throws Failure if one cannot, or if two outs have the same file
    public static OutputFiles reserve(Map<String, String> paths) {
        var files = new OutputFiles(new LinkedHashMap<>());
        try {
            var targets = new HashSet<Path>();
            paths.forEach((name, path) -> {
                var place = place(path);
                files.places.put(name, place);
                if (!targets.add(place.target())) {
                    throw new Failure("--out %s=%s: another out has the same file".formatted(name, path));
                }
            });
            return files;
        } catch (Failure e) {
            files.close();
            throw e;
        }
    }

    private static Place place(String path) {
        try {
            var target = Path.of(path).toAbsolutePath();
            if (Files.exists(target)) {
                target = target.toRealPath();
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                throw new Failure(path
                        + ": is %s; an out needs a file of its own"
                                .formatted(Files.isDirectory(target) ? "a directory" : "not a regular file"));
            }
            if (Files.exists(target) && !Files.isWritable(target)) {
                throw new Failure(path + ": may not be written");
            }
            var folder = java.util.Objects.requireNonNull(target.getParent(), "an absolute file has a folder");
            if (!Files.isDirectory(folder)) {
                throw new Failure("%s: %s"
                        .formatted(
                                path,
                                Files.exists(folder)
                                        ? folder + " is a file, not a folder"
                                        : "the folder " + folder + " does not exist"));
            }
            var draft = folder.resolve(".%s.%d.weft"
                    .formatted(target.getFileName(), ProcessHandle.current().pid()));
            Files.deleteIfExists(draft);
            Files.createFile(draft);
            BEGUN.add(draft);
            return new Place(path, target, draft);
        } catch (InvalidPathException e) {
            throw new Failure(path + ": no such path can exist: " + e.getReason(), e);
        } catch (IOException e) {
            throw new Failure(path + ": cannot be written: " + reason(e), e);
        }
    }

    /// Writes all outs, then puts them in their places.
    ///
    /// @param outs by name; those without a file are left
    public void write(Map<String, Tensor> outs) {
        places.forEach((name, place) -> {
            try {
                Npy.writeOver(place.draft(), java.util.Objects.requireNonNull(outs.get(name)));
            } catch (IOException e) {
                throw new Failure(place.path() + ": cannot be written: " + reason(e), e);
            }
        });
        for (var place : places.values()) {
            try {
                Files.move(
                        place.draft(),
                        place.target(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                BEGUN.remove(place.draft());
            } catch (IOException e) {
                throw new Failure(place.path() + ": cannot be written: " + reason(e), e);
            }
        }
    }

    /// The files' paths, as the user gave them.
    public java.util.List<String> names() {
        return places.values().stream().map(Place::path).toList();
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException of && of.getReason() != null) {
            return of.getReason();
        }
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    /// Removes what has not taken its place.
    @Override
    public void close() {
        places.values().forEach(place -> remove(place.draft()));
    }

    private static void remove(Path draft) {
        if (BEGUN.remove(draft)) {
            try {
                Files.deleteIfExists(draft);
            } catch (IOException _) {
                // Nothing more can be done, and the outs themselves are untouched.
            }
        }
    }
}
