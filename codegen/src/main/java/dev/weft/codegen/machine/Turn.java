package dev.weft.codegen.machine;

import dev.weft.codegen.tile.Rotation;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;

/// One entry of a rotated vector: (x, y) becomes (x cos a - y sin a, x sin a + y cos a).
final class Turn {
    private Turn() {}

    static double entry(TileOp.Rotate rotate, Evaluator point) {
        int entry = point.feature().orElseThrow();
        int dims = point.whole(rotate.rotation().dims());
        var of = new Value.At(rotate.of());
        if (entry >= dims) {
            return point.value(of);
        }
        boolean halves = rotate.rotation().pairing() == Rotation.Pairing.HALVES;
        int half = dims / 2;
        int pair = halves ? entry % half : entry / 2;
        boolean first = halves ? entry < half : entry % 2 == 0;
        double x = point.feature(halves ? pair : 2 * pair).value(of);
        double y = point.feature(halves ? pair + half : 2 * pair + 1).value(of);
        double angle = point.value(rotate.position())
                * point.pair(pair).value(rotate.rotation().theta());
        return first ? x * Math.cos(angle) - y * Math.sin(angle) : x * Math.sin(angle) + y * Math.cos(angle);
    }
}
