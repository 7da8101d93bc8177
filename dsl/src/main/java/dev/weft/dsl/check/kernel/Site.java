package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.check.types.Origins;
import dev.weft.dsl.check.types.Typing;
import dev.weft.dsl.syntax.Declaration;

/// The kernel that is being checked, and where what is found out goes.
record Site(Family family, Declaration.Kernel kernel, Report report, Origins origins, Names names) {
    /// A kernel of which nothing is known yet.
    static Site of(Family family, Declaration.Kernel kernel, Report report) {
        var names = new Names(family, kernel.name().text(), report);
        return new Site(family, kernel, report, new Origins(), names);
    }

    /// Settles expressions of this kernel that were written in `home`.
    Typing typing(Module home) {
        return new Typing(names, home, report, origins);
    }
}
