package uk.ac.manchester.tornado.api.math;

/// The functions that kernels may call. Those of floats are computed in doubles and rounded once. `min` and `max` of
/// reals are those of devices: of a number and what is none, they give the number.
public class TornadoMath {
    public TornadoMath() {}

    public static float min(float a, float b) {
        return Float.isNaN(a) ? b : Float.isNaN(b) ? a : Math.min(a, b);
    }

    public static double min(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }

    public static long min(long a, long b) {
        return Math.min(a, b);
    }

    public static int min(int a, int b) {
        return Math.min(a, b);
    }

    public static short min(short a, short b) {
        return (short) Math.min(a, b);
    }

    public static byte min(byte a, byte b) {
        return (byte) Math.min(a, b);
    }

    public static float max(float a, float b) {
        return Float.isNaN(a) ? b : Float.isNaN(b) ? a : Math.max(a, b);
    }

    public static double max(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }

    public static long max(long a, long b) {
        return Math.max(a, b);
    }

    public static int max(int a, int b) {
        return Math.max(a, b);
    }

    public static short max(short a, short b) {
        return (short) Math.max(a, b);
    }

    public static byte max(byte a, byte b) {
        return (byte) Math.max(a, b);
    }

    public static float abs(float value) {
        return Math.abs(value);
    }

    public static double abs(double value) {
        return Math.abs(value);
    }

    public static long abs(long value) {
        return Math.abs(value);
    }

    public static int abs(int value) {
        return Math.abs(value);
    }

    public static short abs(short value) {
        return (short) Math.abs(value);
    }

    public static byte abs(byte value) {
        return (byte) Math.abs(value);
    }

    public static float exp(float value) {
        return (float) Math.exp(value);
    }

    public static double exp(double value) {
        return Math.exp(value);
    }

    public static float sqrt(float value) {
        return (float) Math.sqrt(value);
    }

    public static double sqrt(double value) {
        return Math.sqrt(value);
    }

    public static float floor(float value) {
        return (float) Math.floor(value);
    }

    public static double floor(double value) {
        return Math.floor(value);
    }

    public static float ceil(float value) {
        return (float) Math.ceil(value);
    }

    public static double ceil(double value) {
        return Math.ceil(value);
    }

    public static float log(float value) {
        return (float) Math.log(value);
    }

    public static double log(double value) {
        return Math.log(value);
    }

    public static float atan(float value) {
        return (float) Math.atan(value);
    }

    public static double atan(double value) {
        return Math.atan(value);
    }

    public static float tan(float value) {
        return (float) Math.tan(value);
    }

    public static double tan(double value) {
        return Math.tan(value);
    }

    public static float tanh(float value) {
        return (float) Math.tanh(value);
    }

    public static double tanh(double value) {
        return Math.tanh(value);
    }

    public static float acos(float value) {
        return (float) Math.acos(value);
    }

    public static double acos(double value) {
        return Math.acos(value);
    }

    public static float asin(float value) {
        return (float) Math.asin(value);
    }

    public static double asin(double value) {
        return Math.asin(value);
    }

    public static float cos(float value) {
        return (float) Math.cos(value);
    }

    public static double cos(double value) {
        return Math.cos(value);
    }

    public static float sin(float value) {
        return (float) Math.sin(value);
    }

    public static double sin(double value) {
        return Math.sin(value);
    }

    public static float signum(float value) {
        return Math.signum(value);
    }

    public static double signum(double value) {
        return Math.signum(value);
    }

    public static float toRadians(float value) {
        return (float) Math.toRadians(value);
    }

    public static double toRadians(double value) {
        return Math.toRadians(value);
    }

    public static long clamp(long value, long low, long high) {
        return Math.clamp(value, low, high);
    }

    public static int clamp(int value, int low, int high) {
        return Math.clamp(value, low, high);
    }

    public static float clamp(float value, float low, float high) {
        return Math.clamp(value, low, high);
    }

    public static double clamp(double value, double low, double high) {
        return Math.clamp(value, low, high);
    }

    public static short clamp(short value, short low, short high) {
        return (short) Math.clamp(value, (int) low, (int) high);
    }

    public static byte clamp(byte value, byte low, byte high) {
        return (byte) Math.clamp(value, (int) low, (int) high);
    }

    public static float pow(float a, float b) {
        return (float) Math.pow(a, b);
    }

    public static double pow(double a, double b) {
        return Math.pow(a, b);
    }

    public static float atan2(float a, float b) {
        return (float) Math.atan2(a, b);
    }

    public static double atan2(double a, double b) {
        return Math.atan2(a, b);
    }

    public static float fract(float value) {
        return value - floor(value);
    }

    public static double fract(double value) {
        return value - floor(value);
    }

    public static float log2(float value) {
        return log(value) / log(2.0f);
    }

    public static double log2(double value) {
        return log(value) / log(2.0);
    }

    public static float acosh(float value) {
        return (float) acosh((double) value);
    }

    public static double acosh(double value) {
        return Math.log(value + Math.sqrt(value * value - 1.0));
    }

    public static float asinh(float value) {
        return (float) asinh((double) value);
    }

    public static double asinh(double value) {
        return Math.copySign(Math.log(Math.abs(value) + Math.sqrt(value * value + 1.0)), value);
    }

    public static float sinpi(float value) {
        return (float) Math.sin(Math.PI * value);
    }

    public static double sinpi(double value) {
        return Math.sin(Math.PI * value);
    }

    public static float cospi(float value) {
        return (float) Math.cos(Math.PI * value);
    }

    public static double cospi(double value) {
        return Math.cos(Math.PI * value);
    }

    public static float floatPI() {
        return (float) Math.PI;
    }

    public static double PI() {
        return Math.PI;
    }
}
