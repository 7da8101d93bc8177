package dev.weft.dsl.diagnostic;

import java.util.Arrays;

/// The lines of a source. A line ends at `\n`, `\r\n` or a lone `\r`; lines and columns count from 1, columns in code
/// points.
public final class Lines {
    private final String text;
    private final int[] starts;

    private Lines(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    public static Lines of(SourceText source) {
        String text = source.text();
        int[] starts = new int[16];
        int count = 1;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\n' || (letter == '\r' && !text.startsWith("\n", at + 1))) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                }
                starts[count++] = at + 1;
            }
        }
        return new Lines(text, Arrays.copyOf(starts, count));
    }

    /// How many there are; at least 1.
    public int count() {
        return starts.length;
    }

    /// The line that holds the character at `offset`; a line terminator belongs to the line that it ends.
    public int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// How many code points stand before `offset` on its line, plus 1.
    public int column(int offset) {
        return text.codePointCount(starts[line(offset) - 1], offset) + 1;
    }

    /// The offset at which a line begins.
    public int start(int line) {
        return starts[line - 1];
    }

    /// The characters of a line without its terminator.
    public String text(int line) {
        int start = starts[line - 1];
        int end = line == starts.length ? text.length() : starts[line];
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }
}
