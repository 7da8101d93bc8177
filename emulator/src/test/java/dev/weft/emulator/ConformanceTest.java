package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever the emulator offers in TornadoVM's name, TornadoVM has too: same names, descriptors, flags,
/// constants, annotations, checked exceptions. The converse is not asked.
///
/// One difference is meant: the emulator's task shapes are serializable, as TornadoVM's are from 6.0 on.
@Tag("sdk")
final class ConformanceTest {
    private static final String ROOT = "uk/ac/manchester/tornado/api";

    @Test
    void theEmulatorsApiIsTornadoVms() throws IOException {
        var home = System.getenv("TORNADOVM_HOME");
        assumeThat(home)
                .as("skipped: TORNADOVM_HOME names no SDK to compare with")
                .isNotNull()
                .isNotBlank();
        var ours = Signatures.ofFolder(Path.of("target", "classes"));
        var theirs = Signatures.ofJar(jar(Path.of(home)));
        assertThat(theirs.names()).contains(ROOT + "/TaskGraph");
        var missing = new ArrayList<String>();
        for (var name : ours.names()) {
            if (name.startsWith(ROOT) && isPublic(ours.model(name))) {
                if (theirs.has(name)) {
                    var extra = new TreeSet<>(ours.of(name));
                    extra.removeAll(theirs.of(name));
                    extra.forEach(signature -> missing.add(name.substring(ROOT.length() + 1) + " " + signature));
                } else {
                    missing.add(name);
                }
            }
        }
        assertThat(missing).allMatch(ConformanceTest::isMeant);
    }

    private static boolean isMeant(String difference) {
        return difference.matches("common/TornadoFunctions\\$Task\\d* implements java/io/Serializable");
    }

    private static boolean isPublic(ClassModel model) {
        return model.flags().has(AccessFlag.PUBLIC);
    }

    private static Path jar(Path home) {
        var usual = home.resolve("share/java/tornado");
        return jars(Files.isDirectory(usual) ? usual : home).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no tornado-api jar below " + home));
    }

    private static List<Path> jars(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("tornado-api-[0-9].*(?<!-sources)(?<!-javadoc)\\.jar"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
