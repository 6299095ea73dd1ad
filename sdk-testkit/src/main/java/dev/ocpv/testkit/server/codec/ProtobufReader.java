package dev.ocpv.testkit.server.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields of one protobuf message, one after the other. */
public final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int TYPE_BITS = 3;
    private static final int WORD = 7;
    private static final int LONGEST = 64;

    private final byte[] message;
    private int at;
    private int number;
    private int type;
    private long scalar;
    private byte[] bytes = new byte[0];

    /** Reads a message. */
    public ProtobufReader(byte[] message) {
        this.message = message;
    }

    /** The bytes are no protobuf message. */
    public static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Says why. */
        public MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    /** {@return whether there was another field, which then is the current one} */
    public boolean next() throws MalformedException {
        if (at >= message.length) {
            return false;
        }
        long tag = varint();
        number = (int) (tag >>> TYPE_BITS);
        type = (int) (tag & WORD);
        switch (type) {
            case VARINT -> scalar = varint();
            case FIXED64 -> scalar = fixed(Long.BYTES);
            case FIXED32 -> scalar = fixed(Integer.BYTES);
            case BYTES -> bytes = block(varint());
            default -> throw new MalformedException("proto: illegal wireType " + type);
        }
        return true;
    }

    /** {@return the number of the current field} */
    public int number() {
        return number;
    }

    /** {@return whether the current field holds bytes, a text, a message or packed numbers} */
    public boolean isBlock() {
        return type == BYTES;
    }

    /** {@return the current field as a number} */
    public long number64() {
        return scalar;
    }

    /** {@return the current field as a floating-point number} */
    public double number64Float() {
        return Double.longBitsToDouble(scalar);
    }

    /** {@return the bytes of the current field} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return the current field as a text} */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long varint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < LONGEST; shift += WORD) {
            if (at >= message.length) {
                throw new MalformedException("unexpected EOF");
            }
            byte part = message[at++];
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new MalformedException("proto: integer overflow");
    }

    private long fixed(int size) throws MalformedException {
        byte[] little = block(size);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (little[i] & 0xff);
        }
        return value;
    }

    private byte[] block(long size) throws MalformedException {
        if (size < 0 || size > message.length - at) {
            throw new MalformedException("unexpected EOF");
        }
        byte[] block = Arrays.copyOfRange(message, at, at + (int) size);
        at += (int) size;
        return block;
    }
}
