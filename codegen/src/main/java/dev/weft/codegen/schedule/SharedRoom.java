package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which tiles of pairs can take the place of others that nobody reads any more: weights that of the scores they are
/// made of. A tile of pairs is the greatest thing a worker has, and the first-level cache holds one of them but
/// hardly two.
public final class SharedRoom {
    private SharedRoom() {}

    /// For a tile the one in whose place it is made, element by element.
    public static Map<Tile, Tile> of(TileProgram program) {
        var bodies = program.operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .map(op -> flat(((TileOp.Loop) op).body()))
                .toList();
        var places = new LinkedHashMap<Tile, Tile>();
        var taken = new HashSet<Tile>();
        for (var body : bodies) {
            for (var op : body) {
                if (op instanceof TileOp.Map map && isPairs(map.to()) && !places.containsKey(map.to())) {
                    candidates(map).stream()
                            .filter(from -> !taken.contains(from) && !places.containsKey(from))
                            .filter(from -> bodies.stream().allMatch(each -> gives(each, from, map.to())))
                            .findFirst()
                            .ifPresent(from -> {
                                places.put(map.to(), from);
                                taken.add(from);
                            });
                }
            }
        }
        return places;
    }

    private static List<Tile> candidates(TileOp.Map map) {
        return Operands.read(map).stream()
                .filter(SharedRoom::isPairs)
                .filter(tile -> !tile.equals(map.to()))
                .toList();
    }

    private static boolean isPairs(Tile tile) {
        return tile.kind() == Kind.REAL && tile.rows() instanceof Span.Rows && tile.columns() instanceof Span.Keys;
    }

    /// Whether `from` is made anew and read for the last time where `to` is made, in every round of a loop that knows
    /// one of
    /// them.
    private static boolean gives(List<TileOp> body, Tile from, Tile to) {
        if (body.stream().noneMatch(op -> uses(op).contains(from) || uses(op).contains(to))) {
            return true;
        }
        return only(body, to)
                .filter(made -> Operands.read(body.get(made)).contains(from))
                .filter(made -> isMadeBefore(body.subList(0, made), from))
                .filter(made -> body.subList(0, made).stream().noneMatch(op -> uses(op).contains(to)))
                .filter(made -> body.subList(made + 1, body.size()).stream().noneMatch(op -> uses(op).contains(from)))
                .isPresent();
    }

    private static boolean isMadeBefore(List<TileOp> before, Tile tile) {
        return before.stream()
                .filter(op -> uses(op).contains(tile))
                .findFirst()
                .filter(op -> !Operands.read(op).contains(tile))
                .isPresent();
    }

    /// Where a tile is assigned, if that is in one place.
    private static Optional<Integer> only(List<TileOp> body, Tile tile) {
        var places = new ArrayList<Integer>();
        for (int n = 0; n < body.size(); n++) {
            if (Operands.assigned(body.get(n)).contains(tile)) {
                places.add(n);
            }
        }
        return places.size() == 1 ? Optional.of(places.getFirst()) : Optional.empty();
    }

    private static Set<Tile> uses(TileOp op) {
        var uses = new HashSet<>(Operands.read(op));
        uses.addAll(Operands.assigned(op));
        return uses;
    }

    /// All operations, both sides of a choice one after the other.
    private static List<TileOp> flat(List<TileOp> operations) {
        var all = new ArrayList<TileOp>();
        for (var op : operations) {
            if (op instanceof TileOp.When when) {
                all.addAll(flat(when.then()));
                all.addAll(flat(when.otherwise()));
            } else {
                all.add(op);
            }
        }
        return all;
    }
}
