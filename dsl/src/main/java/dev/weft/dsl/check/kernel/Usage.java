package dev.weft.dsl.check.kernel;

import dev.weft.dsl.diagnostic.Code;

/// Warns of what a kernel declares and nothing uses. What a signature brings is not the kernel's fault.
final class Usage {
    private Usage() {}

    /// Adds the warnings.
    static void warn(Site site) {
        for (Names.Entry entry : site.names().unused()) {
            String name = entry.name().text();
            String what = entry.what();
            if (what.equals("out") || what.equals("state")) {
                continue;
            }
            site.report()
                    .warning(
                            Code.UNUSED,
                            "the " + what + " `" + name + "` is never used",
                            entry.name().span(),
                            "declared here",
                            "leave it out"
                                    + switch (what) {
                                        case "let" -> "";
                                        case "init" -> ", or start a state from it: `state h : … from " + name + "`";
                                        default -> ", or use it in an equation";
                                    });
        }
    }
}
