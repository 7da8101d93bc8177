package dev.weft.dsl.format;

import dev.weft.dsl.format.Statement.Form;
import java.util.ArrayList;
import java.util.List;

/// Statements to lines: items of one group that follow each other share their columns.
final class Layout {
    private static final String INDENT = "  ";

    private final List<Line> lines = new ArrayList<>();

    private Layout() {}

    static List<Line> of(List<Statement> statements) {
        var layout = new Layout();
        int at = 0;
        while (at < statements.size()) {
            int end = at + 1;
            while (end < statements.size() && together(statements.get(at), statements.get(end))) {
                end++;
            }
            layout.add(statements.subList(at, end));
            at = end;
        }
        return List.copyOf(layout.lines);
    }

    /// Whether the second, which stands in the run that the first begins, belongs to it.
    private static boolean together(Statement first, Statement next) {
        return first.form() instanceof Form.Member member
                && !next.apart()
                && switch (next.form()) {
                    case Form.Member other ->
                        other.slot().group().equals(member.slot().group());
                    case Form.Remark _ -> true;
                    case Form.Path _, Form.Function _, Form.Opening _, Form.Closing _ -> false;
                };
    }

    private void add(List<Statement> run) {
        var columns = Columns.NONE;
        for (var statement : run) {
            if (statement.form() instanceof Form.Member member) {
                columns = columns.wide(Row.of(statement, member));
            }
        }
        for (var statement : run) {
            if (statement.apart()) {
                lines.add(Line.BLANK);
            }
            lines.addAll(lines(statement, columns));
        }
    }

    private static List<Line> lines(Statement statement, Columns columns) {
        var lexemes = statement.lexemes();
        return switch (statement.form()) {
            case Form.Remark(var inside) ->
                List.of(new Line(inside ? INDENT : "", Typeset.comment(lexemes.getFirst())));
            case Form.Path _, Form.Opening _, Form.Closing _ ->
                new Typeset("", lexemes, true).lines(Integer.MAX_VALUE, 0, "");
            case Form.Function _ -> new Typeset("", lexemes, true).lines(Separator.of("=", lexemes), 0, "");
            case Form.Member member -> Row.of(statement, member).lines(columns, INDENT);
        };
    }
}
