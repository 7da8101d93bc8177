package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.report.Meaning;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.check.types.Scope;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.check.types.Value;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.syntax.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The names of one kernel: index letters, `score`, and what its items declare. What a name stands for is
/// settled when it is first asked for, so that the order of declarations does not matter.
final class Names implements Scope {
    private final Family family;
    private final String kernel;
    private final Report report;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Value> settled = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();
    private final Set<String> used = new HashSet<>();

    Names(Family family, String kernel, Report report) {
        this.family = family;
        this.kernel = kernel;
        this.report = report;
    }

    /// Declares `name`; false, with a report, if it is taken.
    boolean declare(Name name, String what, boolean inherited, Supplier<Value> meaning) {
        String reserved = reserved(name.text());
        if (!reserved.isEmpty()) {
            report.error(
                    Code.RESERVED_NAME,
                    "`" + name.text() + "` is " + reserved + " in " + family.one(),
                    name.span(),
                    "cannot be declared",
                    "take another name");
            return false;
        }
        var before = entries.get(name.text());
        if (before != null) {
            boolean merged = before.what().equals("dim") && what.equals("dim") && inherited;
            if (!merged) {
                report.add(Diagnostic.error(
                                before.inherited() ? Code.SIGNATURE_CONFLICT : Code.DUPLICATE_NAME,
                                "`" + name.text() + "` is declared twice in `" + kernel + "`",
                                name.span(),
                                before.inherited() ? "declared again" : "declared again as a " + what)
                        .because(
                                before.name().span(),
                                before.inherited() ? "taken over from a signature" : "first declared here")
                        .help("give one of them another name"));
            }
            return false;
        }
        entries.put(name.text(), new Entry(name, what, inherited, meaning));
        return true;
    }

    private String reserved(String name) {
        return family.axis(name)
                .map(axis -> "the " + axis.name().toLowerCase(Locale.ROOT) + " index")
                .orElse(family.equations().contains(name) ? "an equation" : "");
    }

    /// Settles everything, used or not.
    void settleAll() {
        List.copyOf(entries.values()).forEach(this::settle);
    }

    @Override
    public Optional<Value> find(String name, Span at) {
        var axis = family.axis(name);
        if (axis.isPresent()) {
            return Optional.of(new Value.Known(new Term.Index(axis.get())));
        }
        boolean equation = family.equations().contains(name);
        if (equation && name.equals("score")) {
            return Optional.of(new Value.Known(new Term.Score()));
        }
        if (equation) {
            report.error(
                    Code.KEEP_USED,
                    "`keep` is an equation, not a value",
                    at,
                    "cannot be used",
                    "give the condition a name of its own: `let near = …`");
            return Optional.of(Value.Unknown.UNKNOWN);
        }
        var entry = entries.get(name);
        if (entry == null) {
            return Optional.empty();
        }
        used.add(name);
        if (entry.what().equals("out")) {
            report.add(Diagnostic.error(
                            Code.OUT_READ, "out `" + name + "` is only written, by its equation", at, "cannot be read")
                    .because(entry.name().span(), "declared as an out")
                    .help(
                            family.equals(Family.SCAN)
                                    ? "make it a `state`, whose steps can be read"
                                    : "give the expression a name with `let` and use it in both places"));
            return Optional.of(Value.Unknown.UNKNOWN);
        }
        if (open.contains(name)) {
            var circle = new ArrayList<>(open.subList(open.indexOf(name), open.size()));
            circle.add(name);
            report.error(
                    Code.NAME_CYCLE,
                    "`" + name + "` is defined by itself: " + String.join(" -> ", circle),
                    at,
                    "needs its own value");
            return Optional.of(Value.Unknown.UNKNOWN);
        }
        return Optional.of(settle(entry));
    }

    private Value settle(Entry entry) {
        String name = entry.name().text();
        var known = settled.get(name);
        if (known != null) {
            return known;
        }
        open.add(name);
        Value value = entry.meaning().get();
        open.removeLast();
        settled.put(name, value);
        Show.value(value).ifPresent(type -> report.settled(new Meaning(kernel, entry.name(), type)));
        return value;
    }

    @Override
    public Collection<String> names() {
        return new TreeSet<>(entries.keySet());
    }

    @Override
    public boolean scores() {
        return family.equations().contains("score");
    }

    @Override
    public String place() {
        return family.noun() + " `" + kernel + "`";
    }

    /// What the kernel itself declares and nothing uses.
    List<Entry> unused() {
        return entries.values().stream()
                .filter(entry ->
                        !entry.inherited() && !used.contains(entry.name().text()))
                .toList();
    }

    /// Whether anything uses `name`.
    boolean isUsed(String name) {
        return used.contains(name);
    }

    /// Where `name` is declared.
    Optional<Entry> declaration(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// A declared name.
    ///
    /// @param what such as "dim" or "let"
    record Entry(Name name, String what, boolean inherited, Supplier<Value> meaning) {}
}
