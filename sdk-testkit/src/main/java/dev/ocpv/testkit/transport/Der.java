package dev.ocpv.testkit.transport;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the few forms of ASN.1 that a certificate is made of. */
final class Der {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);
    private static final int SHORTEST_LONG_FORM = 0x80;
    private static final int BITS_OF_SEPTET = 7;

    private Der() {}

    private static byte[] of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int size = content.size();
        if (size < SHORTEST_LONG_FORM) {
            all.write(size);
        } else if (size <= 0xff) {
            all.write(0x81);
            all.write(size);
        } else {
            all.write(0x82);
            all.write(size >> Byte.SIZE);
            all.write(size & 0xff);
        }
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return of(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return of(0x31, parts);
    }

    static byte[] integer(BigInteger value) {
        return of(0x02, value.toByteArray());
    }

    static byte[] yes() {
        return of(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] text(String value) {
        return of(0x0c, value.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant value) {
        return of(0x18, TIME.format(value.atOffset(ZoneOffset.UTC)).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] octets(byte[] value) {
        return of(0x04, value);
    }

    static byte[] bits(byte[] value) {
        return of(0x03, new byte[] {0}, value);
    }

    static byte[] tagged(int number, byte[] value) {
        return of(0xa0 | number, value);
    }

    static byte[] implicit(int number, byte[] value) {
        return of(0x80 | number, value);
    }

    static byte[] identifier(int first, int second, int... rest) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(first * 40 + second);
        for (int part : rest) {
            for (int shift = BITS_OF_SEPTET * 4; shift >= 0; shift -= BITS_OF_SEPTET) {
                if (shift == 0 || part >>> shift != 0) {
                    content.write((part >>> shift & 0x7f) | (shift == 0 ? 0 : 0x80));
                }
            }
        }
        return of(0x06, content.toByteArray());
    }
}
