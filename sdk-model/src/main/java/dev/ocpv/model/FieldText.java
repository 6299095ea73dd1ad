package dev.ocpv.model;

import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Set fields as text, for {@code toString}. */
final class FieldText {
    private FieldText() {}

    static String of(@Nullable Object[] fields, Map<String, @Nullable Object> others) {
        var text = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i + 1] != null) {
                text.add(fields[i] + "=" + fields[i + 1]);
            }
        }
        others.forEach((name, value) -> text.add(name + "=" + value));
        return text.toString();
    }
}
