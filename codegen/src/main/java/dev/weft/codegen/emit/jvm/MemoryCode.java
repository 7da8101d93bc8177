package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.schedule.SharedRoom;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/// Writes the memory of a plan and of a worker. Both are arrays: C2 checks their bounds once per loop,
/// not per access. With packed keys and values in native memory instead, 64-byte aligned and sliced once
/// per product, the whole causal kernel ran at 40 % of the FMA peak where arrays reach 60 % (256-bit
/// vectors, D = 64).
final class MemoryCode {
    private static final ClassName MEMORY = ClassName.get("java.lang.foreign", "SegmentAllocator");
    private static final ClassName CLOCK = ClassName.get("dev.weft.runtime.profile", "PhaseClock");

    private final Names names;
    private final Tiles tiles;
    private final FewRows fewRows;
    private final Rotations rotations;
    private final List<TileOp.Loop> loops;
    private final KeysMemory keys;
    private final CodesMemory codesMemory;
    private final Map<Tile, Tile> places;

    MemoryCode(
            TileProgram program,
            Names names,
            Tiles tiles,
            FewRows fewRows,
            Rotations rotations,
            List<TileOp.Loop> loops) {
        this.names = names;
        this.tiles = tiles;
        this.fewRows = fewRows;
        this.rotations = rotations;
        this.loops = loops;
        this.keys = new KeysMemory(program, names, tiles, fewRows);
        this.codesMemory = new CodesMemory(program, names);
        this.places = SharedRoom.of(program);
    }

    /// The methods that make both kinds of memory.
    static List<MethodSpec> makers(ClassName shared, ClassName worker) {
        return makers(shared, worker, false);
    }

    /// @param offHeap whether the shared memory needs some outside of arrays
    static List<MethodSpec> makers(ClassName shared, ClassName worker, boolean offHeap) {
        return List.of(
                method("shared", shared)
                        .addCode(offHeap ? "return new $T(this, memory);\n" : "return new $T(this);\n", shared)
                        .build(),
                method("worker", worker)
                        .addParameter(CLOCK, "clock")
                        .addCode("return new $T(this, memory, clock);\n", worker)
                        .build());
    }

    private static MethodSpec.Builder method(String name, ClassName type) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addParameter(MEMORY, "memory");
    }

    static TypeName type(String name, int dimensions) {
        TypeName type = switch (name) {
            case "float" -> TypeName.FLOAT;
            case "double" -> TypeName.DOUBLE;
            case "int" -> TypeName.INT;
            default -> TypeName.BOOLEAN;
        };
        for (int n = 0; n < dimensions; n++) {
            type = ArrayTypeName.of(type);
        }
        return type;
    }

    static void field(TypeSpec.Builder type, TypeName of, String name) {
        type.addField(FieldSpec.builder(of, name).build());
    }

    /// Class `Shared`.
    TypeSpec shared(ClassName self) {
        var type = TypeSpec.classBuilder("Shared")
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("What all workers share: tables, staged keys, parts of results.");
        var text = new Text();
        for (var table : rotations.tables()) {
            if (table.tabled()) {
                for (var name : List.of("cos", "sin")) {
                    field(type, type(names.real(), 1), name + table.number());
                    text.line(name + table.number() + " = new " + names.real() + "[Math.multiplyExact("
                            + (table.lines().equals("1") ? "1" : "k." + table.lines()) + ", k.pairs" + table.number()
                            + ")];");
                }
            }
        }
        keys.shared(type, text);
        if (loops.size() == 1) {
            text.open("if (k.parts > 1)").line("final int slots = k.groups * k.rowTiles * k.parts;");
            for (var carried : loops.getFirst().carried()) {
                var tile = carried.tile();
                field(type, type(names.type(tile.kind()), 2), "part_" + tile.name());
                text.line(
                        "part_" + tile.name() + " = new " + names.type(tile.kind()) + "[slots][" + length(tile) + "];");
            }
            text.close();
        }
        codesMemory.shared(type, text);
        var constructor = MethodSpec.constructorBuilder().addParameter(self, "k");
        if (!codesMemory.isEmpty()) {
            constructor.addParameter(MEMORY, "memory");
        }
        return type.addMethod(constructor.addCode(text.code()).build()).build();
    }

    private String length(Tile tile) {
        return switch (tile.columns()) {
            case Span.One _ -> names.vectors() ? "Math.ceilDiv(k.rowTile, LANES) * LANES + LANES" : "k.rowTile";
            case Span.Keys _ -> "k.rowTile * k.keyRow";
            case Span.Features _ -> "k.rowTile * k." + Names.stride(tile);
            case Span.Rows _ -> throw new IllegalStateException("weave: columns over rows in " + tile.name());
        };
    }

    /// Class `Worker`.
    TypeSpec worker(ClassName self) {
        var type = TypeSpec.classBuilder("Worker")
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("What one worker has for itself: its clock, where it stands, and its tiles.")
                .addField(CLOCK, "clock", Modifier.FINAL);
        for (var name : List.of(
                "g",
                "b",
                "h0",
                "part",
                "rows",
                "firstRow",
                "endRow",
                "strips",
                "leastHead",
                "greatestHead",
                "leastQuery",
                "greatestQuery",
                "firstKey",
                "from",
                "to",
                "tileFrom",
                "tileTo",
                "leastKey",
                "greatestKey")) {
            field(type, TypeName.INT, name);
        }
        var text = new Text()
                .line("this.clock = clock;")
                .line("rowQueries = new int[k.rowTile];")
                .line("rowHeads = new int[k.rowTile];")
                .line("final int strips = Math.ceilDiv(k.rowTile, k.strip);");
        field(type, type("int", 1), "rowQueries");
        field(type, type("int", 1), "rowHeads");
        for (var ends : List.of("lows", "highs", "froms", "tos")) {
            field(type, type("int", 1), ends);
            text.line(ends + " = new int[strips];");
        }
        for (var tile : tiles.all()) {
            var kind = names.type(tile.kind());
            if (tile.rows() instanceof Span.Rows) {
                field(type, type(kind, 1), Names.tile(tile));
                var place = places.get(tile);
                text.line(Names.tile(tile) + " = "
                        + (place == null ? "new " + kind + "[" + length(tile) + "]" : Names.tile(place)) + ";");
            } else if (tile.rows() instanceof Span.One) {
                field(type, type(kind, 0), Names.tile(tile));
            }
        }
        if (!names.vectors()) {
            field(type, type(names.real(), 1), "line");
            text.line("line = new " + names.real() + "[PANEL];");
        }
        keys.worker(type, text);
        codesMemory.worker(type, text);
        if (names.vectors()) {
            fewRows(type, text);
        }
        for (var table : rotations.tables()) {
            field(type, type("double", 1), "theta" + table.number());
            text.line("theta" + table.number() + " = new double[k.pairs" + table.number() + "];");
        }
        for (int n = 0; n < names.partials(); n++) {
            field(type, type("float", 1), "partials" + n);
            text.line("partials" + n + " = new float[(Math.ceilDiv(k.rowTile, LANES) + 1) * LANES * LANES];");
        }
        for (var scratch : names.scratch().entrySet()) {
            var kind = names.type(scratch.getValue());
            field(type, type(kind, 1), scratch.getKey());
            text.line(scratch.getKey() + " = new " + kind + "[k.keyTile + 16];");
        }
        return type.addMethod(MethodSpec.constructorBuilder()
                        .addParameter(self, "k")
                        .addParameter(MEMORY, "memory")
                        .addParameter(CLOCK, "clock")
                        .addCode(text.code())
                        .build())
                .build();
    }

    /// What few rows work with: their keys' rows and places, and what they began with.
    private void fewRows(TypeSpec.Builder type, Text text) {
        var segment = ClassName.get("java.lang.foreign", "MemorySegment");
        var longs = ArrayTypeName.of(TypeName.LONG);
        field(type, type("float", 1), "sums");
        text.open("if (k.few)").line("sums = new float[" + fewRows.sums() + "];");
        for (var tile : fewRows.tiles()) {
            var own = FewRows.ownRows(tile);
            var places = FewRows.ownPlaces(tile);
            var row = "4L * k." + Names.stride(tile);
            field(type, segment, FewRows.rows(tile));
            field(type, longs, FewRows.places(tile));
            field(type, segment, own);
            field(type, longs, places);
            text.line(own + " = memory.allocate(k.keyTile * " + row + ", 64);")
                    .line(places + " = new long[k.keyTile];")
                    .line("Arrays.setAll(" + places + ", c -> " + row + " * c);");
        }
        if (fewRows.inPlace()) {
            field(type, TypeName.FLOAT, "near");
            field(type, TypeName.BOOLEAN, "placed");
            for (var tile : fewRows.noted()) {
                field(type, longs, FewRows.noted(tile));
                text.line(FewRows.noted(tile) + " = new long[k.keyTile];");
            }
        }
        for (var tile : tiles.rowTiles()) {
            if (tile.columns() instanceof Span.Features) {
                field(type, type(names.real(), 1), "kept_" + tile.name());
                text.line("kept_" + tile.name() + " = new " + names.real() + "[" + length(tile) + "];");
            }
        }
        text.close();
    }
}
