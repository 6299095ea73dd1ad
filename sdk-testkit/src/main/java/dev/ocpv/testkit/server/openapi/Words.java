package dev.ocpv.testkit.server.openapi;

import java.util.HashMap;
import java.util.Map;

/** What types, fields and parameters are for, in sentences, read from a table. */
final class Words {
    private static final String TABLE = "descriptions.txt";

    private final Map<String, String> texts = new HashMap<>();

    Words() {
        for (String line : Tables.lines(TABLE)) {
            int end = line.indexOf(' ');
            texts.put(line.substring(0, end), line.substring(end + 1));
        }
    }

    /** {@return the description, or an empty text; a field may be described by its name alone} */
    String of(String key) {
        String text = texts.get(key);
        if (text == null && key.indexOf('.') >= 0 && key.indexOf('.') != key.lastIndexOf('.')) {
            text = texts.get(key.substring(key.lastIndexOf('.')));
        }
        return text == null ? "" : text;
    }
}
