package demo;

import dev.weft.runtime.Device;

/// Runs `LearnedWindow` on 1024 tokens and compares all that comes out with plain loops.
///
/// Start it with `--add-modules jdk.incubator.vector`. Argument, optional: the device.
public final class Main {
    private static final double TOLERANCE = 1e-4;

    private Main() {}

    public static void main(String[] arguments) {
        var device = device(arguments.length > 0 ? arguments[0] : "auto");
        var sample = Sample.of(new LearnedWindow.Sizes(1, 1024, 8, 2, 128, 64));
        float[] actual = sample.attend(device);
        double[] expected = sample.attendPlainly();

        System.out.println(sample.sizes() + " on " + device.describe());
        System.out.println("The last numbers of o:   Weft  plain loops");
        for (int n = actual.length - 4; n < actual.length; n++) {
            System.out.printf("  o[%d]  %+.7f   %+.7f%n", n, actual[n], expected[n]);
        }
        double difference = Difference.greatest(actual, expected);
        System.out.printf("Greatest difference: %.1e, where %.0e is allowed%n", difference, TOLERANCE);
        System.exit(difference <= TOLERANCE ? 0 : 1);
    }

    /// TornadoVM and its emulator are the same to a program: the JVM was started with the one or the other.
    private static Device device(String name) {
        return switch (name) {
            case "auto" -> Device.auto();
            case "jvm" -> Device.jvm();
            case "tornado", "emulator" -> Device.tornado();
            default -> throw new IllegalArgumentException("no device is called " + name);
        };
    }
}
