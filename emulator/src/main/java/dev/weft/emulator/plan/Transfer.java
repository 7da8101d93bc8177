package dev.weft.emulator.plan;

import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// An array that moves between host and device.
record Transfer(int mode, TornadoNativeArray array) {}
