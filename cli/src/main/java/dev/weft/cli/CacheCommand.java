package dev.weft.cli;

import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.cli.run.KernelCache;
import dev.weft.cli.run.Quantity;
import dev.weft.runtime.compile.ClassCache;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `weft cache`
@Command(name = "cache", description = "Shows or clears the compiled kernels that are kept from run to run.")
final class CacheCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--clear", description = "Remove them all.")
    private boolean clear;

    CacheCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var cache = KernelCache.ofUser();
        if (cache.isEmpty()) {
            console.out().println("The cache is off: every run compiles its kernel.");
            return 0;
        }
        try {
            if (clear) {
                console.out()
                        .println("Removed %s from %s."
                                .formatted(
                                        kernels(cache.get().clear()),
                                        cache.get().folder()));
            } else {
                show(cache.get());
            }
            return 0;
        } catch (IOException e) {
            throw new Failure(
                    "%s: the cache cannot be read (%s)".formatted(cache.get().folder(), e), e);
        }
    }

    private void show(ClassCache cache) throws IOException {
        var entries = cache.entries();
        long bytes = entries.stream().mapToLong(ClassCache.Entry::bytes).sum();
        console.out()
                .println("%s: %s, %s of at most %s"
                        .formatted(cache.folder(), kernels(entries.size()), size(bytes), size(cache.limit())));
        for (var entry : entries.reversed()) {
            var size = size(entry.bytes());
            console.out().println(String.format(Locale.ROOT, "%8s  %10s  %s", size, age(entry.used()), entry.name()));
        }
    }

    private static String kernels(int count) {
        return count == 1 ? "1 kernel" : count + " kernels";
    }

    private static String size(long bytes) {
        return Quantity.of((double) bytes, "B");
    }

    private static String age(Instant used) {
        var age = Duration.between(used, Instant.now());
        if (age.toDays() > 0) {
            return age.toDays() + " days ago";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h ago";
        }
        return Math.max(0, age.toMinutes()) + " min ago";
    }
}
