package dev.weft.dsl.prove;

import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Fourier and Motzkin's elimination: inequalities without a common solution end in `-1 >= 0`. Products of atoms count
/// as unknowns of their own.
final class Elimination {
    /// How many inequalities at once are too many.
    private static final int LIMIT = 400;

    private Elimination() {}

    /// Whether `inequalities`, each `polynomial >= 0`, have no solution in integers, as far as rationals and rounding
    /// show.
    static boolean infeasible(List<Polynomial> inequalities) {
        Set<Polynomial> open = new LinkedHashSet<>();
        for (Polynomial inequality : inequalities) {
            open.add(inequality.tightened());
        }
        while (true) {
            if (open.stream().anyMatch(Elimination::absurd)) {
                return true;
            }
            open.removeIf(inequality -> inequality.products().isEmpty());
            if (open.isEmpty() || open.size() > LIMIT) {
                return false;
            }
            open = without(cheapest(open), open);
        }
    }

    private static boolean absurd(Polynomial inequality) {
        return inequality.products().isEmpty() && inequality.constant() < 0;
    }

    /// The product whose elimination makes the fewest new inequalities.
    private static List<Term> cheapest(Set<Polynomial> open) {
        var products = new LinkedHashSet<List<Term>>();
        open.forEach(inequality -> products.addAll(inequality.products()));
        List<Term> best = products.getFirst();
        long least = Long.MAX_VALUE;
        for (List<Term> product : products) {
            long above = open.stream().filter(p -> p.factor(product) > 0).count();
            long below = open.stream().filter(p -> p.factor(product) < 0).count();
            if (above * below - above - below < least) {
                least = above * below - above - below;
                best = product;
            }
        }
        return best;
    }

    private static Set<Polynomial> without(List<Term> product, Set<Polynomial> open) {
        var lower = new ArrayList<Polynomial>();
        var upper = new ArrayList<Polynomial>();
        var left = new LinkedHashSet<Polynomial>();
        for (Polynomial inequality : open) {
            long factor = inequality.factor(product);
            if (factor == 0) {
                left.add(inequality);
            } else {
                (factor > 0 ? lower : upper).add(inequality);
            }
        }
        for (Polynomial low : lower) {
            for (Polynomial high : upper) {
                left.add(low.combine(-high.factor(product), high, low.factor(product))
                        .tightened());
            }
        }
        return left;
    }
}
