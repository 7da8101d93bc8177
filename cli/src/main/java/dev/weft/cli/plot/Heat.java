package dev.weft.cli.plot;

import dev.weft.cli.draw.Colour;

/// Numbers as colours: from pale to dark, or, where some are negative, from blue over white to red.
///
/// @param low the least number that has a colour of its own
/// @param high the greatest
record Heat(double low, double high) {
    /// How many colours there are.
    static final int LEVELS = 32;

    private static final Colour[] RISING = {
        Colour.of(0xeef4fb), Colour.of(0xb9d4ec), Colour.of(0x6aa6d8), Colour.of(0x2566ac), Colour.of(0x0a2e66)
    };
    private static final Colour[] AROUND = {
        Colour.of(0x17478f), Colour.of(0x7fb0d8), Colour.of(0xf7f7f7), Colour.of(0xf0a27f), Colour.of(0xa3172f)
    };

    /// Colours for numbers from `low` to `high`; the same distance from 0 looks the same on either side.
    static Heat of(double low, double high) {
        if (low >= 0) {
            return new Heat(0, high > 0 ? high : 1);
        }
        double most = Math.max(Math.abs(low), Math.abs(high));
        return new Heat(-most, most);
    }

    Colour colour(double number) {
        double share = Math.clamp((number - low) / (high - low), 0, 1);
        double level = Math.rint(share * LEVELS) / LEVELS;
        var stops = low < 0 ? AROUND : RISING;
        double place = level * (stops.length - 1);
        int stop = (int) Math.min(place, stops.length - 2);
        return stops[stop].towards(stops[stop + 1], place - stop);
    }
}
