package dev.weft.cli.plot;

import dev.weft.cli.console.Failure;
import dev.weft.cli.draw.Drawing;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Scan;

/// What `plot --what` can show. A new picture is a new constant here, and a drawing of its own.
public enum What {
    /// Which pairs count, and what becomes of their tiles.
    MASK,
    /// The relative position of each pair, as rotations see it.
    POSITIONS,
    /// The score of each pair.
    SCORES,
    /// By which angles pairs of entries turn.
    FREQUENCIES,
    /// How far the steps of a scan are from their equations, iteration after iteration.
    RESIDUALS,
    /// How many iterations a scan needs, sequence length after sequence length.
    ITERATIONS,
    /// How often each code of a codebook is used, and how far keys are from their codes.
    CODES,
    /// How far back each layer of a stack sees.
    FIELD;

    /// What is shown where nothing is asked for.
    public static What usual(Kernel kernel) {
        return switch (kernel) {
            case Attention _ -> MASK;
            case Scan _ -> RESIDUALS;
        };
    }

    /// The picture.
    ///
    /// @throws Failure if the kernel has nothing of the kind
    public Drawing draw(Subject subject) {
        return switch (this) {
            case MASK -> MaskPicture.draw(subject);
            case POSITIONS -> PositionsPicture.draw(subject);
            case SCORES -> ScoresPicture.draw(subject);
            case FREQUENCIES -> FrequenciesPicture.draw(subject);
            case RESIDUALS -> Residuals.draw(subject);
            case ITERATIONS -> Iterations.draw(subject);
            case CODES -> Usage.draw(subject);
            case FIELD ->
                throw new Failure(subject.bound().kernel().name()
                        + " is no stack: it has no layers through which it could see further; cure: --what mask, or"
                        + " --kernel with the name of a stack");
        };
    }
}
