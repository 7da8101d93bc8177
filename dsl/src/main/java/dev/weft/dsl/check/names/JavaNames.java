package dev.weft.dsl.check.names;

import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.syntax.Name;
import dev.weft.dsl.syntax.SpecFile;
import java.util.Set;
import javax.lang.model.SourceVersion;

/// Names that become Java's: a kernel is a class, a `package` line a package.
final class JavaNames {
    /// Identifiers that Java does not take for a class, though they are no keywords.
    private static final Set<String> RESTRICTED = Set.of("permits", "record", "sealed", "var", "yield");

    private JavaNames() {}

    /// A kernel's class must not hide one that every Java source sees, such as `Double`.
    static void kernel(Name kernel, Report report) {
        if (!SourceVersion.isName(kernel.text()) || RESTRICTED.contains(kernel.text())) {
            refuse(kernel, "`" + kernel.text() + "` is a word of Java, and a kernel becomes a Java class", report);
        } else if (everywhere(kernel.text())) {
            refuse(kernel, "the kernel `" + kernel.text() + "` would hide Java's own class of that name", report);
        }
    }

    /// Every part of a `package` line must be a name in Java too.
    static void packageOf(SpecFile file, Report report) {
        for (var line : file.packageName()) {
            if (!SourceVersion.isName(line.name())) {
                report.error(
                        Code.RESERVED_NAME,
                        "`" + line.name() + "` cannot be a Java package",
                        line.span(),
                        "has a word of Java in it",
                        "take another name");
            }
        }
    }

    private static void refuse(Name name, String message, Report report) {
        report.error(Code.RESERVED_NAME, message, name.span(), "cannot be a class", "take another name");
    }

    private static boolean everywhere(String name) {
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
