package dev.weft.fences;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may know whom. The design's page on the house says why.
@AnalyzeClasses(packages = "dev.weft", importOptions = DoNotIncludeTests.class)
final class RoomsTest {
    @ArchTest
    static final ArchRule ANTLR_ONLY_IN_SYNTAX = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.dsl.syntax..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.antlr..");

    @ArchTest
    static final ArchRule JAVAPOET_ONLY_IN_EMIT = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.codegen.emit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.palantir.javapoet..");

    @ArchTest
    static final ArchRule THE_JAVA_PARSER_ONLY_WHERE_KERNELS_ARE_VERIFIED = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.codegen.emit.tornado.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.source..");

    @ArchTest
    static final ArchRule KERNELS_ARE_VERIFIED_AS_TEXT = noClasses()
            .that()
            .resideInAPackage("dev.weft.codegen.emit.tornado.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.codegen.tile..", "dev.weft.codegen.schedule..", "com.palantir.javapoet..");

    @ArchTest
    static final ArchRule PICOCLI_ONLY_IN_THE_COMMANDS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule THE_PROTOCOL_OF_EDITORS_ONLY_IN_ITS_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.cli.lsp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.lsp4j..", "com.google.gson..");

    @ArchTest
    static final ArchRule VECTORS_ONLY_IN_THEIR_ROOM = noClasses()
            .that()
            .resideOutsideOfPackages("dev.weft.runtime.vector..", "dev.weft.kernels..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..");

    @ArchTest
    static final ArchRule TORNADOVM_ONLY_IN_ITS_ROOM_AND_IN_GENERATED_CODE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.weft.kernels..",
                    "dev.weft.runtime.tornado..",
                    "dev.weft.emulator..",
                    "uk.ac.manchester.tornado..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("uk.ac.manchester.tornado..");

    @ArchTest
    static final ArchRule CODEGEN_KNOWS_THE_MODEL_ALONE = noClasses()
            .that()
            .resideInAPackage("dev.weft.codegen..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.dsl",
                    "dev.weft.dsl.syntax..",
                    "dev.weft.dsl.check..",
                    "dev.weft.dsl.diagnostic..",
                    "dev.weft.dsl.interpret..",
                    "dev.weft.runtime..");

    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_NOBODY = classes()
            .that()
            .resideInAPackage("dev.weft.dsl.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.weft.dsl.model..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule TILES_KNOW_NOBODY = classes()
            .that()
            .resideInAPackage("dev.weft.codegen.tile..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.weft.codegen.tile..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule SCHEDULE_AND_EMIT_DO_NOT_KNOW_THE_MODEL = noClasses()
            .that()
            .resideInAnyPackage("dev.weft.codegen.schedule..", "dev.weft.codegen.emit..", "dev.weft.codegen.explain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.weft.dsl..", "dev.weft.codegen.lower..");

    @ArchTest
    static final ArchRule DIAGNOSTICS_KNOW_NOBODY = classes()
            .that()
            .resideInAPackage("dev.weft.dsl.diagnostic..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.weft.dsl.diagnostic..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule THE_INTERPRETER_KNOWS_THE_MODEL_ALONE = classes()
            .that()
            .resideInAPackage("dev.weft.dsl.interpret..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.weft.dsl.interpret..", "dev.weft.dsl.model..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule RUNTIME_KNOWS_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage("dev.weft.runtime..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.runtime..",
                    "java..",
                    "javax.tools..",
                    "jdk.incubator.vector..",
                    "org.jspecify..",
                    "uk.ac.manchester.tornado.api..");

    @ArchTest
    static final ArchRule THE_EMULATOR_KNOWS_NOBODY = classes()
            .that()
            .resideInAnyPackage("dev.weft.emulator..", "uk.ac.manchester.tornado..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.weft.emulator..", "uk.ac.manchester.tornado..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.weft.(**)").should().beFreeOfCycles();
}
