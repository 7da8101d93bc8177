package dev.weft.bench.peer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Every peer has a room of its own.
@AnalyzeClasses(packages = "dev.weft.bench", importOptions = DoNotIncludeTests.class)
final class RoomsTest {
    @ArchTest
    static final ArchRule TORCH_ONLY_IN_ITS_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.bench.torch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule ONNX_RUNTIME_ONLY_IN_ITS_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.bench.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..", "com.google.protobuf..");
}
