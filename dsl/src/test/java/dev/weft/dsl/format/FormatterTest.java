package dev.weft.dsl.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.random.RandomScans;
import dev.weft.dsl.random.RandomSpecs;
import dev.weft.dsl.syntax.Lexeme;
import dev.weft.dsl.syntax.Parser;
import dev.weft.dsl.syntax.Sources;
import dev.weft.dsl.syntax.SpecFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatterTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @MethodSource("specs")
    void noSpecOfTheProjectChangesItsMeaning(SourceText source) {
        assertKept(source.text());
    }

    @Test
    void theSpecsThatAreShippedAreLaidOutAlready() {
        for (var folder : List.of("kernels-generated/src/main", "examples", "bench/src/main", "dsl/src/main")) {
            for (var spec : specs(ROOT.resolve(folder))) {
                assertThat(format(spec.text())).as(spec.name()).isEqualTo(spec.text());
            }
        }
    }

    @Test
    void noRandomSpecChangesItsMeaning() {
        Stream.concat(RandomSpecs.of(1, 150).stream(), LongStream.range(0, 150).mapToObj(RandomScans::of))
                .forEach(one -> assertKept(one.text()));
    }

    @Test
    void noRandomLayoutChangesTheMeaning() {
        var random = new Random(20261128);
        for (var spec : specs(ROOT)) {
            if (Parser.parse(spec) instanceof Result.Ok<SpecFile>) {
                assertKept(shaken(spec, random));
            }
        }
    }

    @Test
    void columnsAreSharedByNeighbours() {
        assertThat(format("""
                attention A:S,T{
                dim B,H // sizes
                  dim D in{ 64,128 }   query qc:f32[B,H ,N,D]
                key k:f32[B,H,N,D]at[b,h,j]for j<n[b]
                let near=i- -j
                let p=x[t-1]^-2


                score=qc@k/sqrt(D)   // one
                  +bias[h,i-j]  // two
                keep=not(j>i)
                o=softmax(score,sink=s[h])@v
                by flash()
                } // end
                """)).isEqualTo("""
                attention A : S, T {
                  dim   B, H                             // sizes
                  dim   D in {64, 128}
                  query qc : f32[B, H, N, D]
                  key   k  : f32[B, H, N, D] at [b, h, j] for j < n[b]
                  let   near = i - -j
                  let   p    = x[t-1] ^ -2

                  score = qc @ k / sqrt(D)               // one
                    + bias[h, i - j]                     // two
                  keep  = not (j > i)
                  o     = softmax(score, sink = s[h]) @ v
                  by    flash()
                }                                        // end
                """);
    }

    @Test
    void scansHaveEquationsOutsideOfTheColumns() {
        assertThat(format("""
                scan S {
                  dim B, N, D
                  weight a, b : f32[D]
                  init h0 : f32[B, D]
                  state h : f32[B, N, D] from h0
                  let z = a * x[ t ]
                  h[t] = z * h[t - 1]
                  by deer(jacobian=dense)
                }""")).isEqualTo("""
                scan S {
                  dim    B, N, D
                  weight a, b : f32[D]
                  init   h0 : f32[B, D]
                  state  h : f32[B, N, D] from h0
                  let z = a * x[t]
                  h[t] = z * h[t-1]
                  by deer(jacobian = dense)
                }
                """);
    }

    @Test
    void layersShareTheirColon() {
        assertThat(format("""
                stack S {
                  param L, w : i32
                  where 1<=w // at least its own token
                  layer l in 1..<L where l mod 2==0:Window( w=16*l ) // near
                  layer l in 1 ..< L where not(l mod 2 == 0) : Full
                  layer L:Full
                }""")).isEqualTo("""
                stack S {
                  param L, w : i32
                  where 1 <= w                                                      // at least its own token
                  layer l in 1 ..< L where l mod 2 == 0       : Window(w = 16 * l)  // near
                  layer l in 1 ..< L where not (l mod 2 == 0) : Full
                  layer L                                     : Full
                }
                """);
    }

    @Test
    void remarksKeepTheirPlace() {
        assertThat(format("""
                // of the file


                /// / a rule
                /// what f does
                fn f(x)=  // why
                x
                signature S{

                // first
                dim // which
                B
                /// of the queries
                query q:f32[B] /// no documentation
                // last

                }
                // the end""")).isEqualTo("""
                // of the file

                /// / a rule
                /// what f does
                fn f(x) =                                // why
                  x
                signature S {
                  // first
                  dim                                    // which
                    B
                  /// of the queries
                  query q : f32[B]                       /// no documentation
                  // last
                }
                // the end
                """);
    }

    @Test
    void lineEndsAndTheMarkOfTheByteOrderStay() {
        assertThat(format("\uFEFFfn f(x)=x\r\n\r\n\r\nfn g(x)=x"))
                .isEqualTo("\uFEFFfn f(x) = x\r\n\r\nfn g(x) = x\r\n");
        assertThat(format("")).isEmpty();
        assertThat(format("\n\n")).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThat(Formatter.format(new SourceText("a.weft", "fn f(x) = x &&"))).isInstanceOf(Result.Refused.class);
    }

    private static void assertKept(String text) {
        var source = new SourceText("a.weft", text);
        if (!(Parser.parse(source) instanceof Result.Ok<SpecFile>(var before, var _))) {
            assertThat(Formatter.format(source)).isInstanceOf(Result.Refused.class);
            return;
        }
        String formatted = format(text);
        var after = Sources.parse(new SourceText("a.weft", formatted));
        assertThat(Sources.shape(after)).as(formatted).isEqualTo(Sources.shape(before));
        assertThat(comments(formatted)).isEqualTo(comments(text));
        assertThat(format(formatted)).isEqualTo(formatted);
        assertThat(formatted.lines()).noneMatch(line -> line.endsWith(" "));
    }

    private static String format(String text) {
        return switch (Formatter.format(new SourceText("a.weft", text))) {
            case Result.Ok<String>(var formatted, var _) -> formatted;
            case Result.Refused<String>(var why) -> throw new AssertionError(text + why);
        };
    }

    private static List<String> comments(String text) {
        return Lexeme.of(new SourceText("a.weft", text)).stream()
                .filter(Lexeme::comment)
                .map(comment -> comment.text().stripTrailing())
                .toList();
    }

    /// The same pieces with other spaces, line breaks and comments among them.
    private static String shaken(SourceText source, Random random) {
        var out = new StringBuilder();
        int end = 0;
        for (var lexeme : Lexeme.of(source)) {
            String space = source.text().substring(end, lexeme.span().start());
            out.append(
                    space.isEmpty() && random.nextInt(8) > 0
                            ? ""
                            : space
                                    + switch (random.nextInt(24)) {
                                        case 0 -> "\n";
                                        case 1 -> " // here\n";
                                        case 2 -> "\n\n  /// there\n";
                                        case 3 -> " /// beside\n\n\n";
                                        case 4 -> "\n//// a rule\n";
                                        default -> " ";
                                    });
            out.append(lexeme.text());
            end = lexeme.span().end();
        }
        return out + source.text().substring(end);
    }

    static List<SourceText> specs() {
        return specs(ROOT);
    }

    private static List<SourceText> specs(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".weft") && Files.isRegularFile(file))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .map(file -> new SourceText(ROOT.relativize(file).toString(), read(file)))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
