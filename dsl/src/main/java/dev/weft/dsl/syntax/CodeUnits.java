package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.SourceText;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/// The UTF-16 code units of a source, one symbol each, so that a token's indices are offsets into the text, whatever
/// the text holds (unpaired surrogates too).
final class CodeUnits implements CharStream {
    private final SourceText source;
    private final String text;
    private int at;

    CodeUnits(SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    SourceText source() {
        return source;
    }

    @Override
    public void consume() {
        if (at == text.length()) {
            throw new IllegalStateException("consumed past the end");
        }
        at++;
    }

    @Override
    public int LA(int distance) {
        int index = distance > 0 ? at + distance - 1 : at + distance;
        return distance == 0 ? 0 : index < 0 || index >= text.length() ? IntStream.EOF : text.charAt(index);
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {}

    @Override
    public int index() {
        return at;
    }

    @Override
    public void seek(int index) {
        at = Math.min(index, text.length());
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public String getText(Interval interval) {
        int end = Math.min(interval.b + 1, text.length());
        return interval.a >= end ? "" : text.substring(interval.a, end);
    }

    @Override
    public String getSourceName() {
        return source.name();
    }

    @Override
    public String toString() {
        return text;
    }
}
