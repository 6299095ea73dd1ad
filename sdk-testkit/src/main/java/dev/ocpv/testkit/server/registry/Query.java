package dev.ocpv.testkit.server.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters behind the question mark. */
public final class Query {
    private static final Query NONE = new Query(Map.of());

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** {@return the parameters of a raw query string; what cannot be decoded is left out, as Go does} */
    public static Query parse(String raw) {
        if (raw.isEmpty()) {
            return NONE;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int eq = pair.indexOf('=');
            String name = eq < 0 ? pair : pair.substring(0, eq);
            String value = eq < 0 ? "" : pair.substring(eq + 1);
            if (isDecodable(name) && isDecodable(value)) {
                values.computeIfAbsent(decode(name), n -> new ArrayList<>(1)).add(decode(value));
            }
        }
        return new Query(values);
    }

    private static boolean isDecodable(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= text.length()
                    || Character.digit(text.charAt(i + 1), 16) < 0
                    || Character.digit(text.charAt(i + 2), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String decode(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** {@return whether the parameter was given} */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** {@return the first value of a parameter, or an empty text} */
    public String get(String name) {
        List<String> all = values.get(name);
        return all == null ? "" : all.get(0);
    }

    /** {@return all values of a parameter} */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** {@return whether the parameter says yes; given without a value it does, and so do words that are no boolean} */
    public boolean flag(String name) {
        return has(name) && !get(name).equalsIgnoreCase("false") && !get(name).equals("0");
    }
}
