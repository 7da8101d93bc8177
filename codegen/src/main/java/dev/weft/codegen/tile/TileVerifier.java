package dev.weft.codegen.tile;

public final class TileVerifier {
    private TileVerifier() {}

    public static void verify(TileProgram program, String pass) {}
}
