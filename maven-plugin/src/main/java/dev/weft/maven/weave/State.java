package dev.weft.maven.weave;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What the last build did: the fingerprint of what went in, and of each file that came out.
///
/// @param input empty if there was no build
/// @param outputs hashes by path, the paths as people see them
public record State(String input, SortedMap<String, String> outputs) {
    private static final String FIRST = "weft 1 ";
    private static final Pattern OUTPUT = Pattern.compile("([0-9a-f]{64}) (.+)");

    public State {
        outputs = new TreeMap<>(outputs);
    }

    /// Before the first build.
    public static State none() {
        return new State("", new TreeMap<>());
    }

    /// Reads a state that [#save] wrote. A file that is not there or not understood is none: then everything is done
    /// anew.
    public static State load(Path file) {
        try {
            return Files.isRegularFile(file) ? parse(Files.readAllLines(file)) : none();
        } catch (MalformedInputException _) {
            return none();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e, e);
        }
    }

    private static State parse(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().startsWith(FIRST)) {
            return none();
        }
        var outputs = new TreeMap<String, String>();
        for (var line : lines.subList(1, lines.size())) {
            var output = OUTPUT.matcher(line);
            if (!output.matches()) {
                return none();
            }
            outputs.put(output.group(2), output.group(1));
        }
        return new State(lines.getFirst().substring(FIRST.length()), outputs);
    }

    /// Writes it, to be loaded by the next build.
    ///
    /// @throws UncheckedIOException with a message that names the file, if it cannot be written
    public void save(Path file) {
        var text = new StringBuilder(FIRST).append(input).append('\n');
        outputs.forEach(
                (path, hash) -> text.append(hash).append(' ').append(path).append('\n'));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + e, e);
        }
    }
}
