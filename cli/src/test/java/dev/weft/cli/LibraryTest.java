package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.npy.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every spec of the library computes its equations: the JVM's kernel beside the interpreter, at
/// sizes that fill no tile. The library itself tests that devices agree with the JVM.
final class LibraryTest {
    private static final Path SPECS = Path.of("../kernels-generated/src/main/weft/dev/weft/kernels");
    private static final String GQA = "B=2,H=4,G=2,N=5,M=37,D=16";
    private static final String MHA = "B=2,H=3,N=37,D=16";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '"', textBlock = """
            Alibi,                      "GQA"
            AlibiSoftcap,               "GQA,cap=20"
            CausalGqa,                  "B=2,H=4,G=2,N=5,M=37,D=64"
            CausalGqaF16,               "GQA"
            CausalMha,                  "MHA"
            Encoder,                    "MHA"
            Gau,                        "B=2,N=37,D=16,E=24"
            InvLeakyInference,          "GQA,T=16,base=80000"
            InvLeakyTraining,           "GQA,w=9,T=16,x=4,base=80000"
            LeakyReRope,                "GQA,w=9,T=16,s=4"
            LearnedSink,                "GQA,w=9"
            Mla,                        "B=2,H=4,N=5,M=37,C=32,R=16,K=48"
            MlaExpanded,                "B=2,H=4,N=5,M=37,K=24,R=16,E=20"
            Packed,                     "GQA"
            PackedPrefix,               "GQA"
            Paged,                      "B=2,H=4,G=2,N=5,D=16,P=8,X=10,L=5"
            Prefix,                     "GQA"
            ReRope,                     "GQA,w=9,T=16"
            Sigmoid,                    "GQA"
            Softcap,                    "GQA,cap=20"
            T5Decoder,                  "GQA,R=16,distance=20"
            T5Encoder,                  "MHA,R=16,distance=20"
            Window,                     "GQA,w=9"
            WindowWithSinks,            "GQA,w=9,sinks=2"
            nystrom/Cross,              "B=2,H=4,N=5,M=37,D=16,E=20"
            nystrom/ScaledProduct,      "B=2,H=4,N=35,M=7,E=16,s=3,r=2"
            nystrom/SegmentMeans,       "B=2,H=4,N=35,L=7,D=16"
            rope/InterleavedRope,       "GQA"
            rope/NtkAware,              "GQA,s=4"
            rope/NtkFixed,              "GQA,s=4"
            rope/NtkMixed,              "GQA,s=4,e=0.625"
            rope/NtkOld,                "GQA,s=4"
            rope/PartialRope,           "GQA"
            rope/PositionInterpolation, "GQA,s=4"
            rope/RopeBase,              "GQA,base=500000"
            rope/RopeBias,              "GQA"
            rope/Yarn,                  "GQA,s=4,T=16"
            scale/GradientScale,        "GQA"
            scale/LogN,                 "GQA,T=16"
            scale/LogNClipped,          "GQA,T=16"
            vq/VqEncoder,               "B=2,H=3,N=150,D=16,S=9"
            vq/VqEncoderNear,           "B=2,H=4,G=2,N=150,D=16,S=9,w=9"
            vq/VqReRope,                "B=2,H=4,G=2,N=5,M=150,D=16,S=9,w=9"
            vq/VqToeplitz,              "B=2,H=4,G=2,N=150,M=150,D=16,S=9,R=16"
            """)
    void computesItsEquations(String name, String bind) throws IOException {
        var spec = SPECS.resolve(name + ".weft");
        var text = Files.readString(spec);
        var command = new ArrayList<>(List.of("run", spec.toString(), "--device", "jvm", "--verify"));
        command.addAll(List.of("--bind", bind.replace("GQA", GQA).replace("MHA", MHA)));
        for (var table : List.of("doc", "prefix", "length", "page")) {
            if (Pattern.compile("table " + table + " *:").matcher(text).find()) {
                command.addAll(List.of("--in", table + "=" + table(table)));
            }
        }
        var weft = Weft.run(command.toArray(String[]::new));
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out()).contains("verified `o` on all");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '"', textBlock = """
            recurrent/DiagonalGru,      "B=2,N=300,D=17"
            recurrent/DiagonalLstm,     "B=2,N=300,D=17"
            recurrent/Elman,            "B=2,N=300,X=5,D=17"
            recurrent/GatedLinear,      "B=2,N=300,D=17"
            recurrent/Gru,              "B=2,N=300,X=5,D=17"
            recurrent/Lstm,             "B=2,N=300,X=5,D=17"
            recurrent/MinGru,           "B=2,N=300,X=5,D=17"
            recurrent/TanhRnn,          "B=2,N=100,D=9"
            """)
    void goesThroughItsSteps(String name, String bind) {
        var spec = SPECS.resolve(name + ".weft").toString();
        var weft = Weft.run("run", spec, "--device", "jvm", "--verify", "--bind", bind);
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out()).contains("solved ").contains("verified `h` on all");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(quoteCharacter = '"', textBlock = """
            hybrid/Hybrid, Hwfa,          "GQA,L=4,w=9,T=64"
            hybrid/Hybrid, Hwfa2Training, "GQA,L=6,f=2,w=9"
            hybrid/Hybrid, Hwfa2,         "GQA,L=6,f=2,w=9,r=12,T=16"
            """)
    void layersComputeTheirEquations(String name, String stack, String bind) {
        var spec = SPECS.resolve(name + ".weft").toString();
        var bound = bind.replace("GQA", GQA);
        var weft = Weft.run("run", spec, "--kernel", stack, "--device", "jvm", "--verify", "--bind", bound);
        assertThat(weft.err()).isEmpty();
        assertThat(weft.status()).isZero();
        assertThat(weft.out().lines().filter(line -> line.startsWith("verified `o` on all")))
                .hasSize(2);
    }

    @Test
    void everySpecIsTried() throws IOException {
        var cases = LibraryTest.class.getDeclaredMethods();
        var tried = Stream.of(cases)
                .map(method -> method.getAnnotation(CsvSource.class))
                .filter(Objects::nonNull)
                .flatMap(source -> source.textBlock().lines())
                .map(line -> line.substring(0, line.indexOf(',')))
                .distinct()
                .toList();
        try (var files = Files.walk(SPECS)) {
            var specs = files.filter(file -> file.toString().endsWith(".weft"))
                    .map(file -> SPECS.relativize(file).toString().replace(".weft", ""))
                    .filter(name -> !List.of("Gqa", "recurrent/Cells").contains(name));
            assertThat(tried).containsExactlyInAnyOrderElementsOf(specs.toList());
        }
    }

    private Path table(String name) {
        var path = folder.resolve(name + ".npy");
        try (var table = switch (name) {
            case "doc" -> Tensor.allocate(DType.I32, 2, 37);
            case "page" -> Tensor.of(new int[] {3, 0, 7, 4, 1, 8, 5, 2, 9, 6}, 2, 5);
            case "length" -> Tensor.of(new int[] {37, 33}, 2);
            case "prefix" -> Tensor.of(new int[] {6, 0}, 2);
            default -> throw new AssertionError(name);
        }) {
            if (name.equals("doc")) {
                for (int n = 0; n < 74; n++) {
                    table.set(n, Math.floorDiv(n % 37, 13));
                }
            }
            Npy.write(path, table);
            return path;
        }
    }
}
