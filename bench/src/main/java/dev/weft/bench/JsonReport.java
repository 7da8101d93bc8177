package dev.weft.bench;

import java.nio.file.Path;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A report for programs, as JSON: times in seconds, rates per second.
public final class JsonReport {
    private JsonReport() {}

    public static void write(Report report, Path file) {
        try (var json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), file.toFile(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            machine(json, report.machine());
            json.writeArrayPropertyStart("engines");
            report.engines().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("results");
            report.results().forEach(result -> result(json, report, result));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void machine(JsonGenerator json, Machine machine) {
        json.writeObjectPropertyStart("machine");
        json.writeStringProperty("processor", machine.processor());
        json.writeStringProperty("jvm", machine.jvm());
        json.writeNumberProperty("threads", machine.threads());
        json.writeNumberProperty("load", machine.load());
        json.writeNumberProperty("peakFlops", machine.flops());
        json.writeNumberProperty("peakReadBytes", machine.readBytes());
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, Report report, Result result) {
        var problem = result.problem();
        json.writeStartObject();
        json.writeStringProperty("case", problem.name());
        json.writeNumberProperty("H", problem.H());
        json.writeNumberProperty("G", problem.G());
        json.writeNumberProperty("N", problem.N());
        json.writeNumberProperty("M", problem.M());
        json.writeNumberProperty("D", problem.D());
        json.writeStringProperty("contestant", result.contestant());
        json.writeNumberProperty("runs", result.time().runs());
        json.writeNumberProperty("medianSeconds", result.time().median());
        json.writeNumberProperty("bestSeconds", result.time().best());
        json.writeNumberProperty("spread", result.time().spread());
        json.writeStringProperty(
                "unit",
                switch (problem.measure()) {
                    case FLOPS -> "FLOP/s";
                    case BYTES -> "B/s";
                });
        json.writeNumberProperty("rate", result.rate());
        json.writeNumberProperty("bestRate", result.bestRate());
        json.writeNumberProperty("ofPeak", report.ofPeak(result));
        json.writeNumberProperty("error", result.error());
        if (!Double.isNaN(result.memory())) {
            json.writeNumberProperty("memoryBytes", result.memory());
        }
        json.writeEndObject();
    }
}
