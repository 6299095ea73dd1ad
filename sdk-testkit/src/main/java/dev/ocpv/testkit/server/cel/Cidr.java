package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.GoText;
import java.util.Optional;

/**
 * An address block by value.
 *
 * @param ip an address in it
 * @param prefix how many of its bits are fixed
 */
public record Cidr(Ip ip, int prefix) {

    /** Reads a block, whose address need not be its first. */
    public static Optional<Cidr> parse(String text) {
        try {
            return Optional.of(read(text));
        } catch (RuleException e) {
            return Optional.empty();
        }
    }

    /** As {@link #parse}, but throws a {@link RuleException} that says what is wrong. */
    static Cidr read(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            throw wrong(text, "no '/'");
        }
        IpReader.Address address;
        try {
            address = IpReader.read(text.substring(0, slash));
        } catch (RuleException e) {
            throw wrong(text, String.valueOf(e.getMessage()));
        }
        if (!address.zone().isEmpty()) {
            throw wrong(text, "IPv6 zones cannot be present in a prefix");
        }
        var bits = text.substring(slash + 1);
        if (!bits.matches("0|[1-9][0-9]{0,17}")) {
            throw wrong(text, "bad bits after slash: " + GoText.quote(bits));
        }
        if (Long.parseLong(bits) > address.ip().bits()) {
            throw wrong(text, "prefix length out of range");
        }
        if (address.isMapped()) {
            throw new RuleException("IPv4-mapped IPv6 address " + GoText.quote(text) + " is not allowed");
        }
        return new Cidr(address.ip(), Integer.parseInt(bits));
    }

    private static RuleException wrong(String text, String why) {
        return new RuleException("network address parse error during conversion from string: netip.ParsePrefix("
                + GoText.quote(text) + "): " + why);
    }

    public boolean contains(Ip other) {
        return other.bits() == ip.bits() && other.masked(prefix).equals(ip.masked(prefix));
    }

    public boolean contains(Cidr other) {
        return other.prefix >= prefix && contains(other.ip);
    }

    /** {@return the block with its first address} */
    public Cidr masked() {
        return new Cidr(ip.masked(prefix), prefix);
    }

    @Override
    public String toString() {
        return ip + "/" + prefix;
    }
}
