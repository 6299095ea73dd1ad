package dev.ocpv.testkit.random;

import java.util.Random;

/**
 * One random operation; what it means does not depend on what happened before, so operations can be left out of a trace.
 *
 * @param name which of a few names
 * @param value which of a few values
 * @param choice decides between variants of the kind
 */
record Op(Kind kind, int name, int value, int choice) {
    enum Kind {
        CREATE,
        UPDATE,
        MERGE,
        JSON_PATCH,
        APPLY,
        DELETE,
        FINALIZE,
        LIST,
        LIST_THEN,
        WATCH
    }

    private static final int NAMES = 6;
    private static final int VALUES = 4;

    static Op random(Random random) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        return new Op(kind, random.nextInt(NAMES), random.nextInt(VALUES), random.nextInt(1000));
    }
}
