package dev.weft.maven.weave;

import static dev.weft.maven.weave.Project.MHA;
import static dev.weft.maven.weave.Project.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.codegen.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckedTest {
    @TempDir
    private Path base = Path.of("");

    @Test
    void importsComeFromTheRootThenTheClassPathThenTheCompiler() throws IOException {
        var project = new Project(base);
        var _ = project.spec("demo/Causal.weft", "import std.position\n" + kernel("Causal", "j <= i"));
        assertThat(Checked.of(project.specs()).refused()).containsExactly("weft/demo/Causal.weft");

        project.classPath = List.of(jar("lib/Mha.weft", MHA));
        assertThat(Checked.of(project.specs()).refused()).isEmpty();

        var _ = project.spec("lib/Mha.weft", MHA.replace("Mha", "Other"));
        assertThat(Checked.of(project.specs()).refused()).containsExactly("weft/demo/Causal.weft");
    }

    @Test
    void everySpecIsLookedAtAndNothingIsWrittenIfOneIsWrong() throws IOException {
        var project = new Project(base);
        var _ = project.spec("lib/Mha.weft", MHA);
        var _ = project.spec("A.weft", kernel("A", "j <= n"));
        var _ = project.spec("B.weft", kernel("B", "j <= i"));
        var _ = project.spec("C.weft", kernel("C", "j <= i && i < 4"));
        assertThat(project.plan()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.checked().refused()).containsExactly("weft/A.weft", "weft/C.weft");
            assertThat(refused.checked().diagnostics()).hasSize(2);
        });
    }

    @Test
    void aNoticeSaysWhereAndShowsTheLine() throws IOException {
        var project = new Project(base);
        var _ = project.spec("lib/Mha.weft", MHA);
        var spec = project.spec("C.weft", kernel("C", "j <= i && i < 4"));
        var diagnostics = Checked.of(project.specs()).diagnostics();
        var notice = Notice.of(diagnostics.getFirst(), project.specs());
        assertThat(notice.file()).isEqualTo(spec);
        assertThat(notice.summary()).isEqualTo("[W0102] unknown operator `&&`: did you mean `and`?");
        assertThat(notice.text())
                .startsWith(spec + ":[4,18] error[W0102]: unknown operator `&&`\n")
                .contains("\n4 |   keep  = j <= i && i < 4\n  |                  ^^ did you mean `and`?");
    }

    @Test
    void targetsAreNamedInAnyCase() {
        assertThat(Targets.of(List.of())).containsExactlyElementsOf(Target.jvm());
        assertThat(Targets.of(List.of("v256", " Scalar"))).containsExactly(Target.V256, Target.SCALAR);
        assertThatThrownBy(() -> Targets.of(List.of("avx")))
                .hasMessage("there is no target `avx`; there are v512, v256, v128, scalar, tornado");
    }

    @Test
    void aSpecThatCannotBeReadIsNamed() {
        var specs = new SpecFolder(base, base, List.of(Path.of("None.weft")), List.of());
        assertThatThrownBy(() -> Checked.of(specs))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("None.weft: cannot be read");
    }

    private Path jar(String path, String text) throws IOException {
        var file = base.resolve("library.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(path));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
