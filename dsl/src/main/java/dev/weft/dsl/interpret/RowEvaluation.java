package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.OutEquation;
import java.util.List;

/// The equations of an attention for one (b, h, i): which keys count, with which score, and what the outs
/// are. For one thread.
final class RowEvaluation {
    private final Point point = new Point();
    private final Kept kept = new Kept();
    private final Code.OfScalar keys;
    private final Code.OfScalar exists;
    private final Code.OfScalar keep;
    private final Code.OfScalar score;
    private final List<Out> outs;

    RowEvaluation(Attention attention, Binding binding) {
        var compiler = new Compiler(binding, kept, new Carried());
        keys = compiler.scalar(attention.keys());
        exists = compiler.scalar(attention.exists());
        keep = compiler.scalar(attention.keep());
        score = compiler.scalar(attention.score());
        outs = attention.outs().stream().map(out -> Out.of(out, compiler)).toList();
    }

    /// Evaluates one row: what each out holds there.
    List<OutRow> evaluate(Place place) {
        point.enter(place);
        kept.clear();
        long keyCount = (long) keys.at(point);
        for (int j = 0; j < keyCount; j++) {
            point.key(j);
            if (exists.holds(point) && keep.holds(point)) {
                kept.add(j, score.at(point));
            }
        }
        return outs.stream().map(out -> out.evaluate(place, point)).toList();
    }

    /// An out made ready: where its rows lie and what they hold.
    private record Out(Subscript at, Code.OfArray value) {
        static Out of(OutEquation equation, Compiler compiler) {
            var tensor = equation.out();
            var at = new Subscript(tensor, compiler);
            return new Out(at, compiler.spread(equation.value(), at.size()));
        }

        OutRow evaluate(Place place, Point point) {
            return new OutRow(
                    place, at.name(), at.offset(point), value.at(point).clone());
        }
    }
}
