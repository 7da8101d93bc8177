package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.ArrayList;
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
        var ours = Signatures.ofFolder(Path.of("target", "classes"));
        var theirs = Signatures.ofJar(Sdk.api());
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
        assertThat(missing).filteredOn(difference -> !isMeant(difference)).isEmpty();
    }

    private static boolean isMeant(String difference) {
        return difference.matches("common/TornadoFunctions\\$Task\\d* implements java/io/Serializable");
    }

    private static boolean isPublic(ClassModel model) {
        return model.flags().has(AccessFlag.PUBLIC);
    }
}
