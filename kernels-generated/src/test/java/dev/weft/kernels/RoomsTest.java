package dev.weft.kernels;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Whom generated kernels may know.
@AnalyzeClasses(packages = "dev.weft.kernels", importOptions = DoNotIncludeTests.class)
final class RoomsTest {
    @ArchTest
    static final ArchRule KERNELS_KNOW_THE_RUNTIME_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.kernels..", "dev.weft.runtime..", "java..", "jdk.incubator.vector..", "org.jspecify..", "uk.ac.manchester.tornado.api..");
}
