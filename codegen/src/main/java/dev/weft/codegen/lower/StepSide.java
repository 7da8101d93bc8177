package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is computed at a point (b, t): loads of inputs, products with weights, sums. The same term is
/// computed once, and what no state is needed for is kept apart.
final class StepSide implements Leaves {
    private final Names names;
    private final Map<String, StepProgram.State> states;
    private final List<TileOp> ahead = new ArrayList<>();
    private final List<TileOp> step = new ArrayList<>();
    private final List<TileOp> after = new ArrayList<>();
    private final Map<Object, Tile> computed = new HashMap<>();
    private final Set<Tile> stateful = new HashSet<>();
    private List<TileOp> late = step;

    /// @param states by the name of their tensor
    StepSide(Names names, Map<String, StepProgram.State> states) {
        this.names = names;
        this.states = Map.copyOf(states);
        states.values().forEach(state -> {
            stateful.add(state.previous());
            stateful.add(state.next());
        });
    }

    List<TileOp> ahead() {
        return List.copyOf(ahead);
    }

    List<TileOp> step() {
        return List.copyOf(step);
    }

    List<TileOp> after() {
        return List.copyOf(after);
    }

    /// From here on, what needs a state is computed after all steps.
    void leaveSteps() {
        late = after;
    }

    /// Assigns a state's value at the step.
    void assign(Tensor state, Term next) {
        step.add(new TileOp.Map(state(state).next(), value(next)));
    }

    /// Stores an out, or all steps of a state.
    void store(Tensor tensor, Value value) {
        Span over = tensor.elementType() instanceof Type.Vector(var _, var size)
                ? new Span.Features(Points.plain(size))
                : Span.ONE;
        var at = tensor.at().stream().map(Points::plain).toList();
        after.add(new TileOp.Store(tensor.name(), at, value, over));
    }

    Value value(Term term) {
        return new Points(this).value(term);
    }

    @Override
    public Value element(Term.Element element, List<Value> at) {
        return element.tensor().role() == Tensor.Role.INPUT
                ? Values.at(computed.computeIfAbsent(element, _ -> load(element, at)))
                : Points.cell(element, at, Values.ramp(Axis.FEATURE));
    }

    @Override
    public Value previous(Tensor state) {
        return Values.at(state(state).previous());
    }

    @Override
    public Value current(Tensor state) {
        return Values.at(state(state).next());
    }

    @Override
    public Value contract(Term.Contract contract) {
        if (contract.type() instanceof Type.Scalar) {
            return sum(Values.multiply(value(contract.left()), value(contract.right())), features(contract.left()));
        }
        return switch (contract.left()) {
            case Term.Element matrix -> Values.at(transform(contract, matrix));
            case Term.Choose(var _, var when, var then, var otherwise) ->
                Truths.choose(value(when), part(contract, then), part(contract, otherwise));
            case Term.Apply(var _, var op, var of)
            when of.size() == 1 -> Values.apply(Points.op(op), part(contract, of.get(0)));
            case Term.Apply(var _, var op, var of) ->
                Values.apply(Points.op(op), part(contract, of.get(0)), part(contract, of.get(1)));
            case Term other -> throw new IllegalStateException("lowering: no matrix: " + other);
        };
    }

    private Value part(Term.Contract contract, Term part) {
        return value(
                part.type() instanceof Type.Matrix ? new Term.Contract(contract.type(), part, contract.right()) : part);
    }

    @Override
    public Value fold(Term.Fold fold) {
        var entry = value(fold.vector());
        var over = features(fold.vector());
        var size = Values.toReal(over.size());
        return switch (fold.op()) {
            case SUM -> sum(entry, over);
            case MEAN -> Values.divide(sum(entry, over), size);
            case NORM -> Values.apply(Op.SQRT, sum(Values.multiply(entry, entry), over));
            case RMS -> Values.apply(Op.SQRT, Values.divide(sum(Values.multiply(entry, entry), over), size));
        };
    }

    @Override
    public Value rotate(Term.Rotate rotate) {
        var known = computed.get(rotate);
        if (known != null) {
            return Values.at(known);
        }
        var of = line(value(rotate.vector()), features(rotate.vector()));
        var position = value(rotate.position());
        var tile = tile("turned", of.columns());
        into(tile, stateful.contains(of) || needsState(position))
                .add(new TileOp.Rotate(tile, of, position, Side.rotation(rotate.rotation())));
        computed.put(rotate, tile);
        return Values.at(tile);
    }

    private StepProgram.State state(Tensor tensor) {
        var state = states.get(tensor.name());
        if (state == null) {
            throw new IllegalStateException("lowering: no state " + tensor.name());
        }
        return state;
    }

    private Tile load(Term.Element element, List<Value> at) {
        var tile = tile(element.tensor().name(), features(element));
        ahead.add(new TileOp.Load(tile, element.tensor().name(), at, Values.TRUE));
        return tile;
    }

    private Tile transform(Term.Contract contract, Term.Element matrix) {
        var known = computed.get(contract);
        if (known != null) {
            return known;
        }
        var of = line(value(contract.right()), features(contract.right()));
        var tile = tile(matrix.tensor().name(), features(contract));
        into(tile, stateful.contains(of))
                .add(new TileOp.Transform(tile, matrix.tensor().name(), new Points(this).values(matrix.at()), of));
        computed.put(contract, tile);
        return tile;
    }

    /// A tile that holds the value.
    private Tile line(Value value, Span over) {
        if (value instanceof Value.At(Tile tile) && tile.columns().equals(over)) {
            return tile;
        }
        var known = computed.get(value);
        if (known != null) {
            return known;
        }
        var tile = tile("x", over);
        into(tile, needsState(value)).add(new TileOp.Map(tile, value));
        computed.put(value, tile);
        return tile;
    }

    private Value sum(Value entry, Span over) {
        var key = List.of(entry, over);
        var known = computed.get(key);
        if (known != null) {
            return Values.at(known);
        }
        var tile = tile("sum", Span.ONE);
        into(tile, needsState(entry)).add(new TileOp.RowReduce(tile, TileOp.Reduction.SUM, entry, over));
        computed.put(key, tile);
        return Values.at(tile);
    }

    private boolean needsState(Value value) {
        return Children.any(value, part -> part instanceof Value.At(Tile tile) && stateful.contains(tile));
    }

    private List<TileOp> into(Tile tile, boolean state) {
        if (state) {
            stateful.add(tile);
        }
        return state ? late : ahead;
    }

    private Tile tile(String stem, Span over) {
        return new Tile(names.numbered(stem), Span.ROWS, over, Kind.REAL);
    }

    private static Span.Features features(Term vector) {
        return Side.features(vector);
    }
}
