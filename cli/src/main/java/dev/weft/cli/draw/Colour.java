package dev.weft.cli.draw;

import java.util.Locale;

/// A colour, each part from 0 to 255.
public record Colour(int red, int green, int blue) {
    public static final Colour WHITE = of(0xffffff);
    public static final Colour INK = of(0x222222);
    public static final Colour GREY = of(0x555555);
    public static final Colour PALE = of(0xdddddd);
    public static final Colour BLUE = of(0x1f5fa8);
    public static final Colour ORANGE = of(0xd9822b);

    /// From `0xrrggbb`.
    public static Colour of(int rgb) {
        return new Colour(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    /// This colour at 0, the other at 1, in between a mixture.
    public Colour towards(Colour other, double share) {
        return new Colour(mix(red, other.red, share), mix(green, other.green, share), mix(blue, other.blue, share));
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * Math.clamp(share, 0, 1));
    }

    /// How light it looks, from 0 to 1.
    public double lightness() {
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
    }

    /// `0xrrggbb`
    public int rgb() {
        return red << 16 | green << 8 | blue;
    }

    /// `#1f5fa8`
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "#%06x", rgb());
    }
}
