package dev.weft.cli.run;

import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.codegen.Target;
import dev.weft.dsl.model.Program;
import dev.weft.runtime.compile.ClassCache;
import dev.weft.runtime.compile.CompiledClasses;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// The user's cache of compiled kernels: where it is, and whether it is wanted.
public final class KernelCache {
    /// What the settings are called, in the environment of the command and as a property of its JVM.
    private static final String VARIABLE = "WEFT_CACHE";

    private static final String PROPERTY = "weft.cache";
    private static final String OFF = "off";

    /// About a thousand kernels.
    private static final long LIMIT = 64_000_000;

    private KernelCache() {}

    /// The cache; empty if it is switched off.
    ///
    /// @throws Failure if the setting is no folder's name
    public static Optional<ClassCache> ofUser() {
        var setting = Optional.ofNullable(System.getProperty(PROPERTY)).orElseGet(() -> variable(VARIABLE));
        if (setting.equals(OFF)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClassCache(setting.isEmpty() ? folder() : Path.of(setting), LIMIT));
        } catch (InvalidPathException e) {
            throw new Failure("%s=%s: is no name of a folder; it takes one, or off".formatted(VARIABLE, setting), e);
        }
    }

    private static Path folder() {
        var caches = variable("XDG_CACHE_HOME");
        return (caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches))
                .resolve("weft");
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name)).orElse("");
    }

    /// Whether a spec with this text was compiled before: a guess, since what else decides is not known yet.
    static boolean mayHold(String text) {
        return ofUser().filter(cache -> cache.holds(CacheKey.prefix(text))).isPresent();
    }

    /// Classes and where they came from.
    record Found(CompiledClasses classes, boolean cached) {}

    /// A program's only kernel for one target: kept from before, or compiled and kept.
    static Found get(
            Console console,
            Program program,
            Target target,
            Preparation preparation,
            Supplier<CompiledClasses> compile) {
        var cache = ofUser();
        if (cache.isEmpty()) {
            return new Found(compile.get(), false);
        }
        var key = preparation.step("hash", () -> CacheKey.of(program, target));
        var kept = preparation.step("look up", () -> cache.get().find(key));
        if (kept.isPresent()) {
            return new Found(kept.get(), true);
        }
        var classes = compile.get();
        try {
            cache.get().keep(key, name(program, target), classes);
        } catch (IOException e) {
            console.clear();
            console.err()
                    .println("weft: %s: compiled kernels cannot be kept there (%s). Cure: set %s to a folder, or to off"
                            .formatted(cache.get().folder(), e, VARIABLE));
        }
        return new Found(classes, false);
    }

    private static String name(Program program, Target target) {
        return "%s  %s  %s".formatted(program.kernels().getFirst().name(), target, program.file());
    }
}
