package dev.weft.emulator.kernel;

import dev.weft.emulator.memory.Hooks;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes what parallel loops tell the emulator. A plain loop counts its iterations first, without their body, and then
/// runs the body for each, in the order that it is dealt:
///
/// ```
/// start: if (!condition) goto end      start: if (!condition) goto end
///                                             Hooks.count(i, depth)
///                                             goto step
///        body                          run:   Hooks.iteration(i, depth)
///                                             body
///                                             goto end
///        i += constant                 step:  i += constant
///        goto start                           goto start
/// end:                                 end:   if (Hooks.more(depth)) { i = Hooks.next(depth); goto run }
///                                             Hooks.leave(depth)
/// ```
///
/// Any other loop runs as it is written, and tells when its variable changes.
final class LoopRewriter {
    private static final ClassDesc HOOKS = Types.desc(Hooks.class);
    private static final MethodTypeDesc TWO_INTS =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_int);
    private static final MethodTypeDesc ONE_INT = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    private final List<ParallelLoop> loops;
    private final Map<ParallelLoop, Dealt> dealt = new LinkedHashMap<>();
    private final List<ParallelLoop> open = new ArrayList<>();

    /// A plain loop, and where its two ways begin.
    private record Dealt(PlainLoop shape, Label run, Label step) {}

    LoopRewriter(List<ParallelLoop> loops, List<CodeElement> elements, CodeBuilder out) {
        this.loops = loops;
        for (var loop : loops) {
            PlainLoop.of(loop, elements)
                    .ifPresent(shape -> dealt.put(loop, new Dealt(shape, out.newLabel(), out.newLabel())));
        }
    }

    /// At a label, which has been written.
    void label(CodeBuilder out, LabelTarget target) {
        for (var depth = loops.size() - 1; depth >= 0; depth--) {
            var loop = loops.get(depth);
            if (loop.end().equals(target.label())) {
                open.remove(loop);
                if (dealt.containsKey(loop)) {
                    deal(out, loop, depth, dealt.get(loop));
                }
                out.loadConstant(depth);
                out.invokestatic(HOOKS, "leave", ONE_INT);
            }
        }
        for (var loop : loops) {
            if (loop.start().equals(target.label()) && !dealt.containsKey(loop)) {
                open.add(loop);
                iteration(out, loop);
            }
        }
    }

    private static void deal(CodeBuilder out, ParallelLoop loop, int depth, Dealt way) {
        var done = out.newLabel();
        out.loadConstant(depth);
        out.invokestatic(HOOKS, "more", MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int));
        out.ifeq(done);
        out.loadConstant(depth);
        out.invokestatic(HOOKS, "next", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int));
        out.istore(loop.slot());
        out.goto_(way.run());
        out.labelBinding(done);
    }

    /// Before the element at a position is written.
    void before(CodeBuilder out, int position) {
        dealt.forEach((loop, way) -> {
            if (way.shape().step() == position) {
                out.goto_(loop.end());
                out.labelBinding(way.step());
            }
        });
    }

    /// After it was.
    void after(CodeBuilder out, int position) {
        dealt.forEach((loop, way) -> {
            if (way.shape().exit() == position) {
                tell(out, loop, "count");
                out.goto_(way.step());
                out.labelBinding(way.run());
                iteration(out, loop);
            }
        });
    }

    /// A variable has changed.
    void moved(CodeBuilder out, int slot) {
        for (var loop : open) {
            if (loop.slot() == slot) {
                iteration(out, loop);
            }
        }
    }

    private void iteration(CodeBuilder out, ParallelLoop loop) {
        tell(out, loop, "iteration");
    }

    private void tell(CodeBuilder out, ParallelLoop loop, String what) {
        out.iload(loop.slot());
        out.loadConstant(loops.indexOf(loop));
        out.invokestatic(HOOKS, what, TWO_INTS);
    }
}
