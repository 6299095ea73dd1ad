package dev.ocpv.testkit.server.cel;

import dev.ocpv.testkit.server.schema.GoText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The escapes of an URL, which differ by the part that they stand in. */
enum UrlEscapes {
    PATH,
    QUERY,
    USER,
    HOST,
    ZONE;

    private static final String UNRESERVED = "-_.~";
    private static final String IN_HOST = "!$&'()*+,;=:[]<>\"";
    private static final String IN_PATH = "$&+,/:;=@";
    private static final String LEFT_IN_PATH = "!'()*[]%";

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isPlain(int c, String others) {
        return isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0 || others.indexOf(c) >= 0;
    }

    /** {@return the text without its escapes} Throws a {@link RuleException} when one is none. */
    String decode(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xff;
            if (c == '%') {
                out.write(escaped(bytes, i));
                i += 2;
            } else if (c == '+' && this == QUERY) {
                out.write(' ');
            } else if ((this == HOST || this == ZONE) && c < 0x80 && !isPlain(c, IN_HOST)) {
                throw new RuleException(
                        "invalid character " + GoText.quote(String.valueOf((char) c)) + " in host name");
            } else {
                out.write(c);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private int escaped(byte[] bytes, int at) {
        int high = at + 2 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
        int low = at + 2 < bytes.length ? Character.digit(bytes[at + 2], 16) : -1;
        var shown = new String(bytes, at, Math.min(3, bytes.length - at), StandardCharsets.UTF_8);
        int value = high << 4 | low;
        boolean percent = shown.equals("%25");
        boolean fits = switch (this) {
            case HOST -> percent || high >= 8;
            case ZONE -> percent || value == ' ' || isPlain(value, IN_HOST);
            default -> true;
        };
        if (high < 0 || low < 0 || !fits) {
            throw new RuleException("invalid URL escape " + GoText.quote(shown));
        }
        return value;
    }

    /** {@return a path with all the escapes that it needs}, as it stands when it has them */
    static String escapedPath(String path) {
        if (path.equals("*") || path.chars().allMatch(c -> isPlain(c, IN_PATH) || LEFT_IN_PATH.indexOf(c) >= 0)) {
            return path;
        }
        var out = new StringBuilder();
        for (byte b : PATH.decode(path).getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (isPlain(c, IN_PATH)) {
                out.append((char) c);
            } else {
                out.append('%').append(String.format("%02X", c));
            }
        }
        return out.toString();
    }
}
