package dev.ocpv.testkit.server.schema;

import java.util.Arrays;

/** Where a walk stands; text is made of it only when there is something to say. */
final class PathStack {
    private Object[] parts = new Object[16];
    private int depth;

    void push(Object part) {
        if (depth == parts.length) {
            parts = Arrays.copyOf(parts, depth * 2);
        }
        parts[depth++] = part;
    }

    /** Enters a map by a key that messages show in brackets. */
    void pushMapKey(String key) {
        push(new MapKey(key));
    }

    void pop() {
        depth--;
    }

    boolean isRoot() {
        return depth == 0;
    }

    /** {@return the path as text, indexes in brackets} */
    String text() {
        var text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            append(text, parts[i]);
        }
        return text.toString();
    }

    String textWith(Object part) {
        push(part);
        var text = text();
        pop();
        return text;
    }

    private static void append(StringBuilder text, Object part) {
        if (part instanceof Integer index) {
            text.append('[').append(index.intValue()).append(']');
        } else if (part instanceof MapKey key) {
            text.append('[').append(key.key()).append(']');
        } else {
            if (text.length() > 0) {
                text.append('.');
            }
            text.append(part);
        }
    }

    private record MapKey(String key) {}
}
