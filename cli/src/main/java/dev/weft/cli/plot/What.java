package dev.weft.cli.plot;

/// What `plot --what` can show. A new picture is a new constant here, and a drawing of its own.
public enum What {
    /// How far the steps of a scan are from their equations, iteration after iteration.
    RESIDUALS,
    /// How many iterations a scan needs, sequence length after sequence length.
    ITERATIONS,
    /// How often each code of a codebook is used, and how far keys are from their codes.
    CODES;

    /// The text of an SVG file.
    ///
    /// @throws dev.weft.cli.console.Failure if the kernel has nothing of the kind
    public String svg(Subject subject) {
        return switch (this) {
            case RESIDUALS -> Residuals.draw(subject);
            case ITERATIONS -> Iterations.draw(subject);
            case CODES -> Usage.draw(subject);
        };
    }
}
