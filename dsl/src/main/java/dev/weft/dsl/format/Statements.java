package dev.weft.dsl.format;

import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.format.Statement.Form;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.Item;
import dev.weft.dsl.syntax.KernelKind;
import dev.weft.dsl.syntax.Lexeme;
import dev.weft.dsl.syntax.SpecFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Cuts the pieces of a file into statements. A comment belongs to the code on its line; one on a line of
/// its own is a statement, unless it stands in the middle of one.
final class Statements {
    private final Map<Integer, Form> starts = new HashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<Lexeme> open = new ArrayList<>();
    private final List<Lexeme> remarks = new ArrayList<>();
    private Form form = new Form.Closing();
    private boolean inside = false;

    private Statements(SpecFile file) {
        file.packageName().forEach(line -> starts.put(line.span().start(), new Form.Path()));
        file.imports().forEach(line -> starts.put(line.span().start(), new Form.Path()));
        file.declarations().forEach(this::start);
    }

    static List<Statement> of(SpecFile file) {
        var statements = new Statements(file);
        var lexemes = Lexeme.of(file.source());
        for (int at = 0; at < lexemes.size(); at++) {
            statements.take(lexemes.get(at), at == 0 || Breaks.between(lexemes.get(at - 1), lexemes.get(at)) > 0);
        }
        statements.close();
        return List.copyOf(statements.statements);
    }

    private void start(Declaration declaration) {
        switch (declaration) {
            case Declaration.Function function -> starts.put(function.span().start(), new Form.Function());
            case Declaration.Signature signature ->
                start(signature.span(), signature.items(), Block.of(signature.items()));
            case Declaration.Kernel kernel ->
                start(kernel.span(), kernel.items(), Block.of(kernel.items(), kernel.kind() == KernelKind.SCAN));
        }
    }

    private void start(Span span, List<Item> items, Block block) {
        starts.put(span.start(), new Form.Opening());
        starts.put(span.end() - 1, new Form.Closing());
        items.forEach(item -> starts.put(item.span().start(), new Form.Member(block, Slot.of(item, block))));
    }

    private void take(Lexeme lexeme, boolean beginsLine) {
        if (lexeme.comment()) {
            (beginsLine ? remarks : open).add(lexeme);
            return;
        }
        var start = starts.get(lexeme.span().start());
        if (start == null) {
            open.addAll(remarks);
            remarks.clear();
        } else {
            close();
            form = start;
        }
        open.add(lexeme);
    }

    /// The open statement is complete, and so are the remarks behind it.
    private void close() {
        if (!open.isEmpty()) {
            add(form, open);
            inside = form instanceof Form.Opening || (inside && !(form instanceof Form.Closing));
            open.clear();
        }
        remarks.forEach(remark -> add(new Form.Remark(inside), List.of(remark)));
        remarks.clear();
    }

    private void add(Form next, List<Lexeme> lexemes) {
        boolean apart = !statements.isEmpty()
                && Breaks.between(statements.getLast().lexemes().getLast(), lexemes.getFirst()) > 1
                && !(statements.getLast().form() instanceof Form.Opening)
                && !(next instanceof Form.Closing);
        statements.add(new Statement(next, lexemes, apart));
    }
}
