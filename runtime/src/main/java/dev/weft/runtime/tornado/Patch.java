package dev.weft.runtime.tornado;

import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// The task that puts elements where they belong in an array on the device: `to[at[n]] = from[n]`, nowhere where
/// `at[n]` is `at[n]` is negative. TornadoVM translates these methods, one for each type of array.
final class Patch {
    private Patch() {}

    static void add(TaskGraph graph, String name, TornadoNativeArray from, IntArray at, TornadoNativeArray to) {
        switch (to) {
            case FloatArray floats -> graph.task(name, Patch::floats, (FloatArray) from, at, floats);
            case ShortArray shorts -> graph.task(name, Patch::shorts, (ShortArray) from, at, shorts);
            case DoubleArray doubles -> graph.task(name, Patch::doubles, (DoubleArray) from, at, doubles);
            case IntArray ints -> graph.task(name, Patch::ints, (IntArray) from, at, ints);
            case ByteArray bytes -> graph.task(name, Patch::bytes, (ByteArray) from, at, bytes);
            default -> throw new IllegalArgumentException("no tensor is stored in " + to.getClass());
        }
    }

    static void floats(FloatArray from, IntArray at, FloatArray to) {
        for (@Parallel int n = 0; n < at.getSize(); n++) {
            int target = at.get(n);
            if (target >= 0) {
                to.set(target, from.get(n));
            }
        }
    }

    static void shorts(ShortArray from, IntArray at, ShortArray to) {
        for (@Parallel int n = 0; n < at.getSize(); n++) {
            int target = at.get(n);
            if (target >= 0) {
                to.set(target, from.get(n));
            }
        }
    }

    static void doubles(DoubleArray from, IntArray at, DoubleArray to) {
        for (@Parallel int n = 0; n < at.getSize(); n++) {
            int target = at.get(n);
            if (target >= 0) {
                to.set(target, from.get(n));
            }
        }
    }

    static void ints(IntArray from, IntArray at, IntArray to) {
        for (@Parallel int n = 0; n < at.getSize(); n++) {
            int target = at.get(n);
            if (target >= 0) {
                to.set(target, from.get(n));
            }
        }
    }

    static void bytes(ByteArray from, IntArray at, ByteArray to) {
        for (@Parallel int n = 0; n < at.getSize(); n++) {
            int target = at.get(n);
            if (target >= 0) {
                to.set(target, from.get(n));
            }
        }
    }
}
