package dev.ocpv.testkit.server.codec;

import com.fasterxml.jackson.databind.node.DoubleNode;

/** A fraction of a JSON document that remembers how it was written: where a whole number is wanted, 1.0 is none. */
public final class WrittenNumber extends DoubleNode {
    private static final long serialVersionUID = 1L;

    private final String written;

    /**
     * A fraction.
     *
     * @param value what it amounts to
     * @param written how it stands in the document
     */
    public WrittenNumber(double value, String written) {
        super(value);
        this.written = written;
    }

    /** {@return how it stands in the document} */
    public String written() {
        return written;
    }
}
