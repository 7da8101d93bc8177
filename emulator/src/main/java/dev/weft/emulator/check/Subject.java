package dev.weft.emulator.check;

import dev.weft.emulator.run.Grid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The kernel that is checked.
///
/// @param kernel as `Class.method`
/// @param owner the class's binary name
/// @param grid null if it runs as loops
/// @param variables of its `@Parallel` loops, outermost first
public record Subject(String kernel, String owner, @Nullable Grid grid, List<String> variables) {
    static final Subject NONE = new Subject("no kernel", "", null, List.of());
}
