package dev.ocpv.testkit.server.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes that should be UTF-8. */
public final class Utf8 {
    private Utf8() {}

    /** {@return the bytes with what is no UTF-8 replaced, as Go's decoders do} */
    public static byte[] repaired(byte[] bytes) {
        return isValid(bytes) ? bytes : new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    static boolean isValid(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** {@return whether a parser that guesses encodings would take this for UTF-16, UTF-32, or a text with a mark in front} */
    public static boolean looksLikeAnotherEncoding(byte[] bytes) {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return bytes.length > 0 && bytes[0] < 0;
    }
}
