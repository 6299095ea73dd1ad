package dev.ocpv.testkit.server.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of a certificate and its key what Go's TLS library would say, as far as their wrapping goes. */
final class KeyPairs {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([^-\\n]+)-----\\r?\\n.*?-----END \\1-----", Pattern.DOTALL);

    private KeyPairs() {}

    /** {@return what is wrong, or an empty text} */
    static String problem(String certificate, String key) {
        List<String> found = blocks(certificate);
        if (!found.contains("CERTIFICATE")) {
            if (found.isEmpty()) {
                return "tls: failed to find any PEM data in certificate input";
            }
            if (found.size() == 1 && found.get(0).endsWith("PRIVATE KEY")) {
                return "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM"
                        + " inputs may have been switched";
            }
            return "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the"
                    + " following types: [" + String.join(" ", found) + "]";
        }
        List<String> keys = blocks(key);
        if (keys.stream().anyMatch(type -> type.equals("PRIVATE KEY") || type.endsWith(" PRIVATE KEY"))) {
            return "";
        }
        if (keys.isEmpty()) {
            return "tls: failed to find any PEM data in key input";
        }
        return keys.size() == 1 && keys.get(0).equals("CERTIFICATE")
                ? "tls: found a certificate rather than a key in the PEM for the private key"
                : "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM"
                        + " blocks of the following types: [" + String.join(" ", keys) + "]";
    }

    private static List<String> blocks(String text) {
        List<String> types = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            types.add(matcher.group(1));
        }
        return types;
    }
}
