package dev.weft.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Whom the plugin may know.
@AnalyzeClasses(packages = "dev.weft.maven", importOptions = DoNotIncludeTests.class)
final class RoomsTest {
    @ArchTest
    static final ArchRule THE_GOALS_KNOW_DSL_CODEGEN_AND_MAVEN = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.maven..",
                    "dev.weft.dsl..",
                    "dev.weft.codegen..",
                    "org.apache.maven..",
                    "org.codehaus.plexus..",
                    "org.sonatype.plexus..",
                    "javax.inject..",
                    "java..",
                    "javax.xml.parsers..",
                    "org.w3c.dom..",
                    "org.xml.sax..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule THE_WORK_KNOWS_NO_MAVEN = classes()
            .that()
            .resideInAPackage("dev.weft.maven.weave..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.weft.maven.weave..",
                    "dev.weft.dsl",
                    "dev.weft.dsl.check.names..",
                    "dev.weft.dsl.diagnostic..",
                    "dev.weft.dsl.model..",
                    "dev.weft.codegen..",
                    "java..",
                    "org.jspecify..");
}
