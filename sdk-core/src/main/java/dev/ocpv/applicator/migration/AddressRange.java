package dev.ocpv.applicator.migration;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses as whereabouts reads it: a network, or a first and a last address with the length of their network. */
record AddressRange(BigInteger first, BigInteger last, int bits) {
    private static final Pattern LITERAL = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final Pattern SHAPE = Pattern.compile("([^-/]+)(?:-([^-/]+))?/(\\d{1,3})");
    private static final int V4 = 32;

    static Optional<AddressRange> parse(String text) {
        var match = SHAPE.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var from = address(match.group(1));
        int prefix = Integer.parseInt(match.group(3));
        if (from.isEmpty() || prefix > from.get().bits()) {
            return Optional.empty();
        }
        return match.group(2) == null
                ? Optional.of(network(from.get(), prefix))
                : address(match.group(2)).flatMap(to -> between(from.get(), to, prefix));
    }

    /** A network, or a single address. */
    static Optional<AddressRange> parseNetworkOrAddress(String text) {
        return text.contains("/") ? parse(text) : address(text);
    }

    private static AddressRange network(AddressRange at, int prefix) {
        var size = BigInteger.ONE.shiftLeft(at.bits() - prefix);
        var start = at.first().subtract(at.first().mod(size));
        return new AddressRange(start, start.add(size).subtract(BigInteger.ONE), at.bits());
    }

    private static Optional<AddressRange> between(AddressRange from, AddressRange to, int prefix) {
        var inOrder = from.bits() == to.bits() && from.first().compareTo(to.first()) <= 0;
        return inOrder && network(from, prefix).contains(to)
                ? Optional.of(new AddressRange(from.first(), to.first(), from.bits()))
                : Optional.empty();
    }

    private static Optional<AddressRange> address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // Only digits, dots and colons come here, so no name is ever looked up.
            var bytes = InetAddress.getByName(text).getAddress();
            var number = new BigInteger(1, bytes);
            return Optional.of(new AddressRange(number, number, bytes.length * Byte.SIZE));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(AddressRange other) {
        return bits == other.bits && first.compareTo(other.first) <= 0 && last.compareTo(other.last) >= 0;
    }

    boolean overlaps(AddressRange other) {
        return bits == other.bits && first.compareTo(other.last) <= 0 && last.compareTo(other.first) >= 0;
    }

    BigInteger size() {
        return last.subtract(first).add(BigInteger.ONE);
    }

    /** A whole network loses its first and last address, which no host may have. */
    BigInteger usable(boolean wholeNetwork) {
        var two = BigInteger.TWO;
        return wholeNetwork && size().compareTo(two) > 0 && bits == V4 ? size().subtract(two) : size();
    }
}
