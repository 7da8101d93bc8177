package dev.weft.dsl.diagnostic;

/// How many columns of a terminal characters take, and what is shown of them.
final class Glyphs {
    private static final int TAB = 4;

    private Glyphs() {}

    /// The text as shown: tabs as spaces up to the next multiple of 4 columns, control characters and halves of
    /// surrogate pairs as `\uFFFD`.
    static String shown(String text) {
        var out = new StringBuilder();
        int width = 0;
        for (int at = 0; at < text.length(); ) {
            int code = text.codePointAt(at);
            int columns = columns(code, width);
            if (code == '\t') {
                out.append(" ".repeat(columns));
            } else {
                out.appendCodePoint(visible(code) ? code : 0xFFFD);
            }
            width += columns;
            at += Character.charCount(code);
        }
        return out.toString();
    }

    /// The columns that the first `end` characters of a line take.
    static int width(String text, int end) {
        int width = 0;
        for (int at = 0; at < Math.min(end, text.length()); ) {
            int code = text.codePointAt(at);
            width += columns(code, width);
            at += Character.charCount(code);
        }
        return width;
    }

    /// Words of ours that may quote the source: one line, nothing invisible.
    static String clean(String text) {
        return shown(text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' '));
    }

    private static int columns(int code, int before) {
        if (code == '\t') {
            return TAB - before % TAB;
        }
        if (!visible(code)) {
            return 1;
        }
        int type = Character.getType(code);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return wide(code) ? 2 : 1;
    }

    private static boolean visible(int code) {
        int type = Character.getType(code);
        boolean turns = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
        return type != Character.CONTROL
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && !turns;
    }

    /// East Asian wide and full-width characters, and pictures.
    private static boolean wide(int code) {
        return (code >= 0x1100 && code <= 0x115F)
                || (code >= 0x2E80 && code <= 0xA4CF && code != 0x303F)
                || (code >= 0xAC00 && code <= 0xD7A3)
                || (code >= 0xF900 && code <= 0xFAFF)
                || (code >= 0xFE30 && code <= 0xFE6F)
                || (code >= 0xFF00 && code <= 0xFF60)
                || (code >= 0xFFE0 && code <= 0xFFE6)
                || (code >= 0x1F300 && code <= 0x1FAFF)
                || (code >= 0x20000 && code <= 0x3FFFD);
    }
}
