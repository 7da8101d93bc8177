package dev.weft.bench;

import java.util.ArrayList;
import java.util.List;

/// Who is at the start of a race: everyone who could be made ready and has run once.
final class Field implements AutoCloseable {
    private final List<Task> tasks = new ArrayList<>();
    private final List<Starter> starters = new ArrayList<>();

    /// What a contestant is to do, and what should come out.
    record Task(Problem problem, Inputs inputs, Reference reference) {}

    /// Who does it.
    record Starter(Task task, Entry entry, Contestant contestant) {
        double error() {
            return task.reference.error(contestant);
        }
    }

    /// Makes the inputs of a problem; they stay until the end.
    Task set(Problem problem) {
        var inputs = Inputs.of(problem);
        var task = new Task(problem, inputs, Reference.of(problem, inputs));
        tasks.add(task);
        return task;
    }

    /// Lets an entry take part, unless it fails.
    void enter(Task task, Entry entry) {
        var contestant = entry.prepare();
        try {
            contestant.run();
        } catch (RuntimeException | LinkageError e) {
            contestant.close();
            throw e;
        }
        starters.add(new Starter(task, entry, contestant));
    }

    List<Starter> starters() {
        return List.copyOf(starters);
    }

    /// Frees what contestants hold, but not the inputs.
    void leave() {
        starters.forEach(starter -> starter.contestant.close());
        starters.clear();
    }

    @Override
    public void close() {
        leave();
        tasks.forEach(task -> task.inputs.close());
    }
}
