package dev.weft.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Whom the comparison may know.
@AnalyzeClasses(packages = "dev.weft.bench", importOptions = DoNotIncludeTests.class)
final class RoomsTest {
    @ArchTest
    static final ArchRule THE_COMPARISON_KNOWS_NO_PEER = classes()
            .that()
            .resideInAPackage("dev.weft.bench")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.bench",
                    "dev.weft.bench.kernels",
                    "dev.weft.kernels..",
                    "dev.weft.runtime..",
                    "java..",
                    "javax.imageio..",
                    "org.jspecify..",
                    "org.knowm.xchart..",
                    "picocli..",
                    "tools.jackson.core..");

    @ArchTest
    static final ArchRule JMH_ONLY_IN_ITS_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.bench.micro..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.openjdk.jmh..");
}
