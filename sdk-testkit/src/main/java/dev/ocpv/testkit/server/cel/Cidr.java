package dev.ocpv.testkit.server.cel;

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
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        return Ip.parse(text.substring(0, slash))
                .filter(ip -> prefix <= ip.bits())
                .map(ip -> new Cidr(ip, prefix));
    }

    public boolean contains(Ip other) {
        return other.bits() == ip.bits() && other.masked(prefix).equals(ip.masked(prefix));
    }

    public boolean contains(Cidr other) {
        return other.prefix >= prefix && contains(other.ip);
    }

    Cidr masked() {
        return new Cidr(ip.masked(prefix), prefix);
    }

    @Override
    public String toString() {
        return ip + "/" + prefix;
    }
}
