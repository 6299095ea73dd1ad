package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.GoText;
import java.math.BigInteger;

/** Reads an IP address character by character, so that it can say what is wrong and where. */
final class IpReader {
    private static final int BYTES = 16;

    private final String input;
    private final int[] bytes = new int[BYTES];
    private int length;
    private int gap = -1;

    private IpReader(String input) {
        this.input = input;
    }

    /**
     * An address as it was written.
     *
     * @param zone what follows a percent sign
     */
    record Address(Ip ip, String zone) {
        /** {@return whether an IPv4 address is meant, written as one of IPv6} */
        boolean isMapped() {
            return ip.bits() == 128 && ip.value().shiftRight(32).equals(BigInteger.valueOf(0xffff));
        }
    }

    /** Reads an address of either family; throws a {@link RuleException} that says why it is none. */
    static Address read(String text) {
        var reader = new IpReader(text);
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '.' -> {
                    reader.four(0, text.length());
                    return new Address(new Ip(32, reader.value(4)), "");
                }
                case ':' -> {
                    return reader.six();
                }
                case '%' -> throw reader.wrong("missing IPv6 address", "");
                default -> {}
            }
        }
        throw reader.wrong("unable to parse IP", "");
    }

    private RuleException wrong(String why, String at) {
        return new RuleException("ParseAddr(" + GoText.quote(input) + "): " + why
                + (at.isEmpty() ? "" : " (at " + GoText.quote(at) + ")"));
    }

    private BigInteger value(int count) {
        var value = BigInteger.ZERO;
        for (int i = 0; i < count; i++) {
            value = value.shiftLeft(8).or(BigInteger.valueOf(bytes[i]));
        }
        return value;
    }

    private void four(int start, int end) {
        int value = 0;
        int digits = 0;
        int fields = 0;
        for (int i = start; i < end; i++) {
            char c = input.charAt(i);
            if (c >= '0' && c <= '9') {
                if (digits == 1 && value == 0) {
                    throw wrong("IPv4 field has octet with leading zero", "");
                }
                value = value * 10 + c - '0';
                digits++;
                if (value > 255) {
                    throw wrong("IPv4 field has value >255", "");
                }
            } else if (c == '.') {
                if (i == start || i == end - 1 || input.charAt(i - 1) == '.') {
                    throw wrong("IPv4 field must have at least one digit", input.substring(i, end));
                }
                if (fields == 3) {
                    throw wrong("IPv4 address too long", "");
                }
                bytes[length++] = value;
                fields++;
                value = 0;
                digits = 0;
            } else {
                throw wrong("unexpected character", input.substring(i, end));
            }
        }
        if (fields < 3) {
            throw wrong("IPv4 address too short", "");
        }
        bytes[length++] = value;
    }

    private Address six() {
        int percent = input.indexOf('%');
        int end = percent < 0 ? input.length() : percent;
        var zone = percent < 0 ? "" : input.substring(percent + 1);
        if (percent >= 0 && zone.isEmpty()) {
            throw wrong("zone must be a non-empty string", "");
        }
        int at = 0;
        if (input.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < end && length < BYTES) {
            at = group(at, end);
        }
        if (at < end) {
            throw wrong("trailing garbage after address", input.substring(at, end));
        }
        close();
        return new Address(new Ip(128, value(BYTES)), zone);
    }

    /** Reads one group and what separates it from the next; {@return where the next one starts} */
    private int group(int start, int end) {
        int at = start;
        int value = 0;
        for (; at < end && Character.digit(input.charAt(at), 16) >= 0 && input.charAt(at) < 0x80; at++) {
            if (at - start > 3) {
                throw wrong("each group must have 4 or less digits", input.substring(start, end));
            }
            value = value << 4 | Character.digit(input.charAt(at), 16);
        }
        if (at == start) {
            throw wrong("each colon-separated field must have at least one digit", input.substring(start, end));
        }
        if (at < end && input.charAt(at) == '.') {
            embedded(start, end);
            return end;
        }
        bytes[length++] = value >> 8;
        bytes[length++] = value & 0xff;
        return at == end ? end : separator(at, end);
    }

    private void embedded(int start, int end) {
        if (gap < 0 && length != 12) {
            throw wrong(
                    "embedded IPv4 address must replace the final 2 fields of the address",
                    input.substring(start, end));
        }
        if (length + 4 > BYTES) {
            throw wrong(
                    "too many hex fields to fit an embedded IPv4 at the end of the address",
                    input.substring(start, end));
        }
        four(start, end);
    }

    private int separator(int at, int end) {
        if (input.charAt(at) != ':') {
            throw wrong("unexpected character, want colon", input.substring(at, end));
        }
        if (at + 1 == end) {
            throw wrong("colon must be followed by more characters", input.substring(at, end));
        }
        if (input.charAt(at + 1) != ':') {
            return at + 1;
        }
        if (gap >= 0) {
            throw wrong("multiple :: in address", input.substring(at + 1, end));
        }
        gap = length;
        return at + 2;
    }

    /** Fills the gap, or finds that there is none where one is needed. */
    private void close() {
        if (length == BYTES) {
            if (gap >= 0) {
                throw wrong("the :: must expand to at least one field of zeros", "");
            }
            return;
        }
        if (gap < 0) {
            throw wrong("address string too short", "");
        }
        int missing = BYTES - length;
        for (int i = length - 1; i >= gap; i--) {
            bytes[i + missing] = bytes[i];
        }
        for (int i = gap; i < gap + missing; i++) {
            bytes[i] = 0;
        }
    }
}
