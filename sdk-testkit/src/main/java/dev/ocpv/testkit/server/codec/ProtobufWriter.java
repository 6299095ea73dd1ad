package dev.ocpv.testkit.server.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the fields of one protobuf message. */
public final class ProtobufWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int TYPE_BITS = 3;
    private static final int WORD = 7;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds a number or a truth. */
    public void number(int field, long value) {
        varint((long) field << TYPE_BITS | VARINT);
        varint(value);
    }

    /** Adds a floating-point number. */
    public void real(int field, double value) {
        varint((long) field << TYPE_BITS | FIXED64);
        long bits = Double.doubleToLongBits(value);
        for (int i = 0; i < Long.BYTES; i++) {
            out.write((int) (bits >>> (i * Byte.SIZE)));
        }
    }

    /** Adds a text. */
    public void text(int field, String value) {
        block(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a message. */
    public void message(int field, ProtobufWriter value) {
        block(field, value.bytes());
    }

    private void block(int field, byte[] value) {
        varint((long) field << TYPE_BITS | BYTES);
        varint(value.length);
        out.writeBytes(value);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= WORD;
        }
        out.write((int) rest);
    }

    /** {@return the message} */
    public byte[] bytes() {
        return out.toByteArray();
    }
}
