package dev.weft.codegen;

import dev.weft.codegen.emit.GeneratedSource;
import dev.weft.codegen.emit.facade.FacadeEmitter;
import dev.weft.codegen.emit.facade.StackFacadeEmitter;
import dev.weft.codegen.emit.jvm.JvmWeaver;
import dev.weft.codegen.emit.tornado.TornadoWeaver;
import dev.weft.codegen.emit.tornado.rules.KernelVerifier;
import dev.weft.codegen.lower.CarryLowering;
import dev.weft.codegen.lower.Carrying;
import dev.weft.codegen.lower.Lowering;
import dev.weft.codegen.lower.StackLowering;
import dev.weft.codegen.lower.StepLowering;
import dev.weft.codegen.tile.Carry;
import dev.weft.codegen.tile.ContentHash;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.TileVerifier;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.CompilerBug;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Stack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// All passes from a checked kernel to Java, in their order:
///
/// 1. **lower**: [Attention] to [TileProgram]: what is computed once per row, per key and per pair, and
///    which tiles need what. Verified. [Scan] to [StepProgram]: what is computed ahead of the steps, in
///    them, and after them.
/// 2. **weave**: the program to one Java class per form of machine code, and one for TornadoVM. The
///    schedule (tile sizes, packing, splits) is a formula over sizes that the class evaluates when it is
///    bound. Verified by the Java compiler, and what is for TornadoVM by rules of its own.
/// 3. **facade**: the signature to the class that callers see.
///
/// A stack has a façade of its own, and its layers' kernels a form each that reads a cache, which goes through the
/// same passes. An attention `by codes` has a step beside it, [CarryLowering], that goes through the same passes.
///
/// Whatever goes wrong here is a bug of Weft and names its pass: a spec with a fault never comes so far.
public final class Pipeline {
    private Pipeline() {}

    /// The sources of every kernel of a program, for the given targets, each kernel's façade first.
    public static List<GeneratedSource> java(Program program, Set<Target> targets) {
        var sources = new ArrayList<GeneratedSource>();
        for (var kernel : program.kernels()) {
            sources.addAll(java(program, kernel, targets));
        }
        var forms = new LinkedHashSet<Attention>();
        for (var stack : program.stacks()) {
            var lowered = stack(program, stack);
            sources.add(pass(
                    "facade",
                    () -> new GeneratedSource(
                            program.packageName(), stack.name(), StackFacadeEmitter.text(lowered.signature()))));
            lowered.forms().forEach(form -> forms.add(form.kernel()));
        }
        for (var form : forms) {
            checkFree(program, form.name());
            sources.addAll(woven(weavable(program, form, targets), targets, Carry.NOTHING));
        }
        return sources;
    }

    /// Several stacks share the forms of their kernels that read caches, which are named after the kernels.
    private static void checkFree(Program program, String form) {
        boolean taken = program.kernels().stream()
                        .anyMatch(kernel -> kernel.name().equals(form))
                || program.stacks().stream().anyMatch(stack -> stack.name().equals(form));
        if (taken) {
            throw new UnsupportedTargetException("`" + form
                    + "` is what the form of a layer that reads a cache is called. Cure: give the kernel or stack of that"
                    + " name another one");
        }
    }

    /// What a stack lowers to.
    public static StackLowering stack(Program program, Stack stack) {
        return pass("lower", () -> StackLowering.of(program.packageName(), program.file(), stack));
    }

    /// The sources of one kernel.
    ///
    /// @throws UnsupportedTargetException where the kernel cannot be woven for one of the targets
    public static List<GeneratedSource> java(Program program, Kernel kernel, Set<Target> targets) {
        return switch (kernel) {
            case Attention attention -> attention(program, attention, targets);
            case Scan scan -> scan(program, scan, targets);
        };
    }

    private static List<GeneratedSource> scan(Program program, Scan kernel, Set<Target> targets) {
        var steps = steps(program, kernel);
        var sources = new ArrayList<GeneratedSource>();
        sources.add(pass("facade", () -> facade(steps.signature(), ContentHash.of(steps), targets, Carry.NOTHING)));
        sources.addAll(pass(
                "weave",
                () -> JvmWeaver.weave(steps, Target.forms(targets)).stream()
                        .map(GeneratedSource::of)
                        .toList()));
        if (targets.contains(Target.TORNADO)) {
            sources.add(kernels(() -> GeneratedSource.of(TornadoWeaver.weave(steps))));
        }
        return sources;
    }

    /// The sources that plans of a program's kernels need: those of [#java], without the steps of states
    /// that are carried from call to call.
    ///
    /// @throws UnsupportedTargetException where a kernel cannot be woven for the target
    public static List<GeneratedSource> plans(Program program, Target target) {
        var targets = Set.of(target);
        var sources = new ArrayList<GeneratedSource>();
        for (var kernel : program.kernels()) {
            sources.addAll(
                    switch (kernel) {
                        case Attention attention ->
                            woven(weavable(program, attention, targets), targets, Carry.NOTHING);
                        case Scan scan -> scan(program, scan, targets);
                    });
        }
        return sources;
    }

    private static List<GeneratedSource> attention(Program program, Attention kernel, Set<Target> targets) {
        var tiles = weavable(program, kernel, targets);
        return switch (carrying(program, kernel)) {
            case Carrying.Not(var why) -> woven(tiles, targets, new Carry.None(why));
            case Carrying.Step(var step, var carry) -> {
                var sources = woven(tiles, targets, carry);
                sources.addAll(woven(tiles(program, step), targets, Carry.NOTHING));
                yield sources;
            }
        };
    }

    private static TileProgram weavable(Program program, Attention kernel, Set<Target> targets) {
        Codes.check(kernel);
        var tiles = tiles(program, kernel);
        if (targets.contains(Target.TORNADO)) {
            Codes.checkDevices(tiles);
        }
        return tiles;
    }

    private static List<GeneratedSource> woven(TileProgram tiles, Set<Target> targets, Carry carry) {
        var sources = new ArrayList<GeneratedSource>();
        sources.add(pass("facade", () -> facade(tiles.signature(), ContentHash.of(tiles), targets, carry)));
        sources.addAll(pass(
                "weave",
                () -> JvmWeaver.weave(tiles, Target.forms(targets)).stream()
                        .map(GeneratedSource::of)
                        .toList()));
        if (targets.contains(Target.TORNADO)) {
            sources.add(kernels(() -> GeneratedSource.of(TornadoWeaver.weave(tiles))));
        }
        return sources;
    }

    private static GeneratedSource kernels(Supplier<GeneratedSource> weave) {
        var name = "weave for TornadoVM";
        var source = pass(name, weave);
        return pass("verify after " + name, () -> {
            KernelVerifier.verify(source);
            return source;
        });
    }

    /// What a kernel lowers to.
    public static TileProgram tiles(Program program, Attention kernel) {
        var tiles = pass("lower", () -> Lowering.lower(program.packageName(), program.file(), kernel));
        return verified("lower", tiles);
    }

    /// One step of an attention whose state is carried from call to call, or why there is none.
    public static Carrying carrying(Program program, Attention kernel) {
        var carrying = pass("carry", () -> CarryLowering.of(program.packageName(), program.file(), kernel));
        boolean taken = carrying instanceof Carrying.Step(var step, var _)
                && program.kernels().stream().anyMatch(other -> other.name().equals(step.name()));
        return taken
                ? new Carrying.Not("another kernel is called `" + kernel.name() + CarryLowering.SUFFIX + "`")
                : carrying;
    }

    /// A hash of what a kernel takes and computes; its façade knows the same.
    public static String hash(Program program, Kernel kernel) {
        return switch (kernel) {
            case Attention attention -> ContentHash.of(tiles(program, attention));
            case Scan scan -> ContentHash.of(steps(program, scan));
        };
    }

    /// What a scan lowers to.
    public static StepProgram steps(Program program, Scan kernel) {
        return pass("lower", () -> StepLowering.lower(program.packageName(), program.file(), kernel));
    }

    private static GeneratedSource facade(Signature signature, String hash, Set<Target> targets, Carry carry) {
        var names = targets.stream().map(Target::name).collect(Collectors.toUnmodifiableSet());
        return new GeneratedSource(
                signature.packageName(), signature.name(), FacadeEmitter.text(signature, hash, names, carry));
    }

    private static TileProgram verified(String name, TileProgram tiles) {
        return pass("verify after " + name, () -> {
            TileVerifier.verify(tiles, name);
            return tiles;
        });
    }

    private static <T> T pass(String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | StackOverflowError e) {
            throw new CompilerBug(name, e);
        }
    }
}
