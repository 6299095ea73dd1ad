package dev.ocpv.testkit.server.cel;

/** A least and a most, which stays at its most instead of overflowing; used for sizes and for costs. */
record Range(double min, double max) {
    static final double MOST = 1.8446744073709552E19;
    static final Range ZERO = new Range(0, 0);
    static final Range ONE = new Range(1, 1);
    static final Range UNKNOWN = new Range(0, MOST);

    Range {
        min = Math.min(min, MOST);
        max = Math.min(max, MOST);
    }

    static Range of(double value) {
        return new Range(value, value);
    }

    Range plus(Range other) {
        return new Range(min + other.min, max + other.max);
    }

    Range times(Range other) {
        return new Range(min * other.min, max * other.max);
    }

    Range times(double factor) {
        return new Range(Math.ceil(min * factor), Math.ceil(max * factor));
    }

    Range union(Range other) {
        return new Range(Math.min(min, other.min), Math.max(max, other.max));
    }
}
