package dev.weft.runtime.tune;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What devices do that are given no tuner: the files that the system property `weft.tuned` names, separated like
/// class paths, say the schedules of the kernels in them. Without it the formulas do.
public final class TunedProperty implements Tuner {
    /// What the property is called.
    public static final String NAME = "weft.tuned";

    private record Files(String setting, List<TunedFile> files) {}

    private volatile Files read = new Files("", List.of());

    @Override
    public Tuning of(Planned plan) {
        return files(System.getProperty(NAME, "")).stream()
                .filter(file -> file.names(plan.kernel()))
                .findFirst()
                .map(file -> file.of(plan))
                .orElseGet(Tuning::none);
    }

    /// Files are read once.
    private List<TunedFile> files(String setting) {
        if (!read.setting().equals(setting)) {
            read = new Files(
                    setting,
                    Arrays.stream(setting.split(File.pathSeparator))
                            .filter(name -> !name.isEmpty())
                            .map(TunedProperty::file)
                            .toList());
        }
        return read.files();
    }

    private static TunedFile file(String name) {
        try {
            return TunedFile.read(Path.of(name));
        } catch (InvalidPathException e) {
            throw new TuningException("%s=%s: is no name of a file".formatted(NAME, name), e);
        }
    }
}
