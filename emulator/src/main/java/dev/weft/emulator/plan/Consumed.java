package dev.weft.emulator.plan;

import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// An array that another graph of the plan has left on the device.
record Consumed(String source, TornadoNativeArray array) {}
