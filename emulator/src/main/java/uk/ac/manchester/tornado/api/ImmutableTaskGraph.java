package uk.ac.manchester.tornado.api;

import dev.weft.emulator.plan.Graph;

/// A task graph that changes no more.
public class ImmutableTaskGraph {
    private final Graph graph;

    ImmutableTaskGraph(Graph graph) {
        this.graph = graph;
    }

    Graph graph() {
        return graph;
    }
}
