package dev.weft.dsl.check.report;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Label;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.Severity;
import dev.weft.dsl.diagnostic.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Collects what there is to say about one file. The same thing said twice at one place is said once.
public final class Report {
    private final Map<Place, Diagnostic> said;
    private final List<Meaning> meanings;
    private final UnaryOperator<Diagnostic> wording;

    /// Empty.
    public Report() {
        this(new LinkedHashMap<>(), new ArrayList<>(), UnaryOperator.identity());
    }

    private Report(Map<Place, Diagnostic> said, List<Meaning> meanings, UnaryOperator<Diagnostic> wording) {
        this.said = said;
        this.meanings = meanings;
        this.wording = wording;
    }

    /// The same report, to which everything is added with `more` wording first (such as where a function
    /// was called).
    public Report with(UnaryOperator<Diagnostic> more) {
        return new Report(said, meanings, diagnostic -> wording.apply(more.apply(diagnostic)));
    }

    /// Says it.
    public void add(Diagnostic diagnostic) {
        var place = new Place(
                diagnostic.code(),
                diagnostic.primary().span().source().name(),
                diagnostic.primary().span().start(),
                diagnostic.primary().span().end());
        said.putIfAbsent(place, wording.apply(diagnostic));
    }

    /// Says an error with cures.
    public void error(Code code, String message, Span at, String label, String... help) {
        add(new Diagnostic(code, Severity.ERROR, message, new Label(at, label), List.of(), List.of(help)));
    }

    /// Says a warning with cures.
    public void warning(Code code, String message, Span at, String label, String... help) {
        add(new Diagnostic(code, Severity.WARNING, message, new Label(at, label), List.of(), List.of(help)));
    }

    /// Everything, in the order in which it was found.
    public List<Diagnostic> diagnostics() {
        return List.copyOf(said.values());
    }

    /// Notes what a declared name came to, for whoever asks about it.
    public void settled(Meaning meaning) {
        meanings.add(meaning);
    }

    /// What the declared names came to, as far as they are sound.
    public List<Meaning> meanings() {
        return List.copyOf(meanings);
    }

    /// How many errors there are.
    public long errors() {
        return said.values().stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .count();
    }

    /// `value` if nothing forbids it.
    public <T> Result<T> result(T value) {
        return errors() == 0 ? new Result.Ok<>(value, diagnostics()) : new Result.Refused<>(diagnostics());
    }

    private record Place(Code code, String source, int start, int end) {}
}
