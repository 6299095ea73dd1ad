package dev.ocpv.testkit.server.cel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
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
        return text.indexOf(':') >= 0 ? parse6(text) : parse4(text);
    }

    private static Optional<Ip> parse4(String text) {
        var parts = text.split("\\.", -1);
        var value = BigInteger.ZERO;
        for (var part : parts) {
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            value = value.shiftLeft(8).or(new BigInteger(part));
        }
        return parts.length == 4 ? Optional.of(new Ip(32, value)) : Optional.empty();
    }

    private static Optional<Ip> parse6(String text) {
        int gap = text.indexOf("::");
        if (text.indexOf('.') >= 0 || text.indexOf('%') >= 0 || gap != text.lastIndexOf("::")) {
            return Optional.empty();
        }
        var groups = new ArrayList<>(groups(gap < 0 ? text : text.substring(0, gap)));
        if (gap >= 0) {
            var tail = groups(text.substring(gap + 2));
            if (groups.size() + tail.size() > 7) {
                return Optional.empty();
            }
            while (groups.size() + tail.size() < 8) {
                groups.add("0");
            }
            groups.addAll(tail);
        }
        if (groups.size() != 8 || !groups.stream().allMatch(g -> g.matches("[0-9a-fA-F]{1,4}"))) {
            return Optional.empty();
        }
        var value = BigInteger.ZERO;
        for (var group : groups) {
            value = value.shiftLeft(16).or(new BigInteger(group, 16));
        }
        return value.shiftRight(32).intValue() == 0xffff && value.bitLength() <= 48
                ? Optional.empty()
                : Optional.of(new Ip(128, value));
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
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
