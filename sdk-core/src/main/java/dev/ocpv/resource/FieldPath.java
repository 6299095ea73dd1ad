package dev.ocpv.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which field of a document: the keys and list positions that lead to it.
 *
 * @param segments a {@link String} for each object key, an {@link Integer} for each list position
 */
public record FieldPath(List<Object> segments) {

    /** The document itself. */
    public static final FieldPath ROOT = new FieldPath(List.of());

    /** Copies the segments. */
    public FieldPath {
        segments = List.copyOf(segments);
    }

    /** {@return the path along these object keys} */
    public static FieldPath of(String... keys) {
        return new FieldPath(List.of((Object[]) keys));
    }

    /** {@return this path, one object key further} */
    public FieldPath child(String key) {
        return append(key);
    }

    /** {@return this path, one list position further} */
    public FieldPath item(int position) {
        return append(position);
    }

    /** {@return whether this is {@code other} or lies below it} */
    public boolean isWithin(FieldPath other) {
        var theirs = other.segments;
        return segments.size() >= theirs.size()
                && segments.subList(0, theirs.size()).equals(theirs);
    }

    /** {@return the value at this path in a document of maps and lists; empty when absent or null} */
    public Optional<Object> in(Map<String, ?> document) {
        Object here = document;
        for (var segment : segments) {
            if (here instanceof Map<?, ?> map && segment instanceof String) {
                here = map.get(segment);
            } else if (here instanceof List<?> list && segment instanceof Integer i && i < list.size()) {
                here = list.get(i);
            } else {
                return Optional.empty();
            }
            if (here == null) {
                return Optional.empty();
            }
        }
        return Optional.of(here);
    }

    /** {@return dotted keys, with list positions and keys that hold a dot or slash in brackets} */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var segment : segments) {
            var plain = segment instanceof String key && !key.contains(".") && !key.contains("/");
            if (!plain) {
                text.append('[').append(segment).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(segment);
            }
        }
        return text.toString();
    }

    private FieldPath append(Object segment) {
        var longer = new ArrayList<>(segments);
        longer.add(segment);
        return new FieldPath(longer);
    }
}
