package dev.weft.bench;

import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A report for programs, as JSON: times in seconds, rates per second.
public final class JsonReport {
    private final Report report;
    private final JsonGenerator json;

    private JsonReport(Report report, JsonGenerator json) {
        this.report = report;
        this.json = json;
    }

    public static void write(Report report, Path file) {
        try (var json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), file.toFile(), JsonEncoding.UTF8)) {
            new JsonReport(report, json).write();
        }
    }

    private void write() {
        json.writeStartObject();
        machine(report.machine());
        array("engines", report.engines(), json::writeString);
        array("results", report.results(), this::result);
        array("recurrent", report.recurrent(), this::recurrent);
        array("codes", report.coded(), this::coded);
        array("ratios", report.ratios(), this::ratio);
        array("failures", report.failures(), json::writeString);
        array("floors", Floors.of(report), this::floor);
        json.writeEndObject();
    }

    private <T> void array(String name, Iterable<T> elements, Consumer<T> write) {
        json.writeArrayPropertyStart(name);
        elements.forEach(write);
        json.writeEndArray();
    }

    private void machine(Machine machine) {
        json.writeObjectPropertyStart("machine");
        json.writeStringProperty("processor", machine.processor());
        json.writeStringProperty("jvm", machine.jvm());
        json.writeNumberProperty("threads", machine.threads());
        json.writeNumberProperty("load", machine.load());
        json.writeNumberProperty("peakFlops", machine.flops());
        json.writeNumberProperty("peakReadBytes", machine.readBytes());
        json.writeEndObject();
    }

    private void result(Result result) {
        json.writeStartObject();
        problem(result.problem());
        json.writeStringProperty("contestant", result.contestant());
        json.writeNumberProperty("runs", result.time().runs());
        json.writeNumberProperty("medianSeconds", result.time().median());
        json.writeNumberProperty("bestSeconds", result.time().best());
        json.writeNumberProperty("spread", result.time().spread());
        json.writeStringProperty("unit", unit(result.problem()));
        json.writeNumberProperty("rate", result.rate());
        json.writeNumberProperty("bestRate", result.bestRate());
        json.writeNumberProperty("ofPeak", report.ofPeak(result));
        json.writeNumberProperty("error", result.error());
        if (!Double.isNaN(result.memory())) {
            json.writeNumberProperty("memoryBytes", result.memory());
            json.writeNumberProperty("memoryOverKeys", result.memoryOverKeys());
        }
        json.writeEndObject();
    }

    private static String unit(Raced raced) {
        return switch (raced.measure()) {
            case FLOPS -> "FLOP/s";
            case BYTES -> "B/s";
        };
    }

    private void recurrent(RecurrentResult result) {
        json.writeStartObject();
        raced(result.recurrence());
        json.writeStringProperty("contestant", result.contestant());
        json.writeNumberProperty("runs", result.time().runs());
        json.writeNumberProperty("medianSeconds", result.time().median());
        json.writeNumberProperty("bestSeconds", result.time().best());
        json.writeNumberProperty("spread", result.time().spread());
        json.writeStringProperty("unit", unit(result.recurrence()));
        json.writeNumberProperty("rate", result.rate());
        json.writeNumberProperty("error", result.error());
        json.writeEndObject();
    }

    private void coded(CodedResult result) {
        json.writeStartObject();
        raced(result.coded());
        json.writeNumberProperty("runs", result.time().runs());
        json.writeNumberProperty("medianSeconds", result.time().median());
        json.writeNumberProperty("bestSeconds", result.time().best());
        json.writeNumberProperty("spread", result.time().spread());
        json.writeNumberProperty("secondsPerToken", result.perToken());
        json.writeNumberProperty("error", result.error());
        json.writeEndObject();
    }

    private void ratio(Ratio ratio) {
        json.writeStartObject();
        json.writeStringProperty("case", ratio.name());
        json.writeName("result");
        result(ratio.result());
        json.writeName("base");
        result(ratio.base());
        json.writeNumberProperty("ratio", ratio.times());
        json.writeEndObject();
    }

    private void floor(Floor floor) {
        json.writeStartObject();
        raced(floor.raced());
        json.writeStringProperty("quantity", floor.quantity());
        if (Double.isFinite(floor.least())) {
            json.writeNumberProperty("least", floor.least());
        }
        if (Double.isFinite(floor.most())) {
            json.writeNumberProperty("most", floor.most());
        }
        json.writeNumberProperty("measured", floor.measured());
        json.writeBooleanProperty("met", floor.isMet());
        json.writeEndObject();
    }

    private void raced(Raced raced) {
        if (raced instanceof Problem problem) {
            problem(problem);
        } else {
            json.writeStringProperty("case", raced.name());
            json.writeStringProperty("sizes", raced.sizes());
        }
    }

    private void problem(Problem problem) {
        json.writeStringProperty("case", problem.name());
        json.writeStringProperty("storage", problem.storageName());
        json.writeNumberProperty("B", problem.B());
        json.writeNumberProperty("H", problem.H());
        json.writeNumberProperty("G", problem.G());
        json.writeNumberProperty("N", problem.N());
        json.writeNumberProperty("M", problem.M());
        json.writeNumberProperty("D", problem.D());
    }
}
