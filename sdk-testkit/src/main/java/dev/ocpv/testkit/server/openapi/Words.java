package dev.ocpv.testkit.server.openapi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What types, fields and parameters are for, in sentences, read from a table. */
final class Words {
    private static final String TABLE = "descriptions.txt";

    private final Map<String, String> texts = new HashMap<>();

    Words() {
        try (InputStream in = Words.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is not on the class path");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int end = line.indexOf(' ');
                if (end > 0 && !line.startsWith("#")) {
                    texts.put(line.substring(0, end), line.substring(end + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
