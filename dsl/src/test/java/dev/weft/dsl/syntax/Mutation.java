package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/// Broken copies of good specs.
final class Mutation {
    private static final Pattern WORDS = Pattern.compile("\\w+|\\s+|[^\\w\\s]");
    private static final String SIGNS = "&|!%·*=<>≤:;?()[]{}@^-+/.,#\"'\\\0\t\r\n\uFEFF\u00A0数😀0_e";

    private final Random random;
    private final List<String> specs;

    Mutation(Random random, List<SourceText> specs) {
        this.random = random;
        this.specs = specs.stream().map(SourceText::text).toList();
    }

    String next() {
        String text = spec();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            text = mutate(text);
        }
        return text;
    }

    private String mutate(String text) {
        if (text.isEmpty()) {
            return spec();
        }
        int at = random.nextInt(text.length());
        return switch (random.nextInt(8)) {
            case 0 ->
                text.substring(0, at) + (char) (text.charAt(at) ^ 1 << random.nextInt(8)) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + SIGNS.charAt(random.nextInt(SIGNS.length())) + text.substring(at);
            case 2 -> text.substring(0, at);
            case 3 -> {
                String other = spec();
                int from = random.nextInt(other.length());
                yield text.substring(0, at)
                        + other.substring(from, Math.min(other.length(), from + random.nextInt(80)))
                        + text.substring(at);
            }
            case 4 -> text.substring(at);
            default -> words(text);
        };
    }

    private String words(String text) {
        var words = new ArrayList<>(
                WORDS.matcher(text).results().map(word -> word.group()).toList());
        int at = random.nextInt(words.size());
        int other = random.nextInt(words.size());
        switch (random.nextInt(3)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, words.get(other));
            default -> {
                String word = words.get(at);
                words.set(at, words.get(other));
                words.set(other, word);
            }
        }
        return String.join("", words);
    }

    private String spec() {
        return specs.get(random.nextInt(specs.size()));
    }
}
