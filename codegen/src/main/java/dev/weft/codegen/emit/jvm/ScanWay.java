package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Tile;
import java.util.List;
import java.util.Map;

/// A way to find the steps of a scan: what its class has besides weights, sizes and initial states.
interface ScanWay {
    /// The runtime's class that decides what is computed next. Workers know its object as
    /// `shared.solver`.
    ClassName solver();

    /// The expression that makes it, over the kernel `k`.
    ///
    /// @param width how many numbers the states of one sequence have
    String make(String width);

    /// The stages from the third on: weights and initial states are there.
    List<StageList.Stage> stages();

    /// Cases of a switch over the stage that has ended, for those that are not followed by the next.
    Text next();

    /// Every tile that a worker has an array for, and how many rows that has, over the kernel `k`.
    Map<Tile, String> tiles();

    /// Further arrays of floats that a worker has, and their lengths over the kernel `k`.
    default Map<String, String> arrays() {
        return Map.of();
    }

    /// Numbers that say where a worker stands.
    List<String> places();

    /// Numbers that say where each row of a worker's tiles stands.
    List<String> rowPlaces();

    /// The methods.
    List<Text> methods();
}
