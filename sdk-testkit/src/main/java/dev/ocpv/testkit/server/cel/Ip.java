package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.GoText;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An IP address by value.
 *
 * @param bits 32 or 128
 * @param value the address as a number
 */
public record Ip(int bits, BigInteger value) {

    /** Reads an address; leading zeros, zones and IPv4 in IPv6 are refused. */
    public static Optional<Ip> parse(String text) {
        try {
            return Optional.of(read(text));
        } catch (RuleException e) {
            return Optional.empty();
        }
    }

    /** As {@link #parse}, but throws a {@link RuleException} that says what is wrong. */
    static Ip read(String text) {
        IpReader.Address address;
        try {
            address = IpReader.read(text);
        } catch (RuleException e) {
            throw new RuleException("IP Address " + GoText.quote(text) + " parse error during conversion from string: "
                    + e.getMessage());
        }
        if (!address.zone().isEmpty()) {
            throw new RuleException("IP address " + GoText.quote(text) + " with zone value is not allowed");
        }
        if (address.isMapped()) {
            throw new RuleException("IPv4-mapped IPv6 address " + GoText.quote(text) + " is not allowed");
        }
        return address.ip();
    }

    /** {@return whether the address is of that kind} */
    public boolean isUnspecified() {
        return value.signum() == 0;
    }

    /** {@return whether the address is of that kind} */
    public boolean isLoopback() {
        return bits == 32 ? top(8) == 127 : value.equals(BigInteger.ONE);
    }

    /** {@return whether the address is of that kind} */
    public boolean isLinkLocalUnicast() {
        return bits == 32 ? top(16) == 0xa9fe : top(10) == 0x3fa;
    }

    /** {@return whether the address is of that kind} */
    public boolean isLinkLocalMulticast() {
        return bits == 32 ? top(24) == 0xe00000 : top(16) == 0xff02;
    }

    boolean isGlobalUnicast() {
        boolean multicast = bits == 32 ? top(4) == 0xe : top(8) == 0xff;
        boolean broadcast = bits == 32 && top(32) == 0xffffffff;
        return !isUnspecified() && !isLoopback() && !multicast && !broadcast && !isLinkLocalUnicast();
    }

    private int top(int count) {
        return value.shiftRight(bits - count).intValue();
    }

    Ip masked(int prefix) {
        return new Ip(bits, value.shiftRight(bits - prefix).shiftLeft(bits - prefix));
    }

    @Override
    public String toString() {
        if (bits == 32) {
            int v = value.intValue();
            return (v >>> 24) + "." + (v >>> 16 & 255) + "." + (v >>> 8 & 255) + "." + (v & 255);
        }
        var groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = value.shiftRight(112 - 16 * i).intValue() & 0xffff;
        }
        return compressed(groups);
    }

    /** The longest run of two or more zero groups is written as two colons. */
    private static String compressed(int[] groups) {
        int best = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                best = i;
                length = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
