package dev.ocpv.testkit.server.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object in the order in which they came. Most objects of Kubernetes have a handful of them, which are found here as fast as in
 * a table and take a third of its memory; an object that has many has a table.
 */
final class Members extends AbstractMap<String, JsonNode> {
    private static final int FIRST = 4;
    private static final int FEW = 16;
    private static final String[] NO_NAMES = {};
    private static final JsonNode[] NO_VALUES = {};

    private String[] names = NO_NAMES;
    private JsonNode[] values = NO_VALUES;
    private int size;
    private @Nullable Map<String, JsonNode> many;

    private int indexOf(@Nullable Object name) {
        int hash = name == null ? 0 : name.hashCode();
        for (int i = 0; i < size; i++) {
            String known = names[i];
            if (known.hashCode() == hash && known.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return many == null ? size : many.size();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return many == null ? indexOf(name) >= 0 : many.containsKey(name);
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object name) {
        if (many != null) {
            return many.get(name);
        }
        int index = indexOf(name);
        return index < 0 ? null : values[index];
    }

    @Override
    public @Nullable JsonNode put(String name, JsonNode value) {
        if (many != null) {
            return many.put(name, value);
        }
        int index = indexOf(name);
        if (index >= 0) {
            JsonNode before = values[index];
            values[index] = value;
            return before;
        }
        if (size == FEW) {
            many = new LinkedHashMap<>(this);
            names = NO_NAMES;
            values = NO_VALUES;
            size = 0;
            return many.put(name, value);
        }
        if (size == names.length) {
            int room = Math.max(FIRST, 2 * size);
            names = Arrays.copyOf(names, room);
            values = Arrays.copyOf(values, room);
        }
        names[size] = name;
        values[size++] = value;
        return null;
    }

    @Override
    public @Nullable JsonNode remove(@Nullable Object name) {
        if (many != null) {
            return many.remove(name);
        }
        int index = indexOf(name);
        return index < 0 ? null : removeAt(index);
    }

    private JsonNode removeAt(int index) {
        JsonNode removed = values[index];
        int rest = --size - index;
        System.arraycopy(names, index + 1, names, index, rest);
        System.arraycopy(values, index + 1, values, index, rest);
        values[size] = MissingNode.getInstance(); // What was removed is not kept alive.
        return removed;
    }

    @Override
    public void clear() {
        many = null;
        names = NO_NAMES;
        values = NO_VALUES;
        size = 0;
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
        return many == null ? new Few() : many.entrySet();
    }

    /** A view that nobody keeps: unlike those of a table, it does not stay with the object. */
    private final class Few extends AbstractSet<Entry<String, JsonNode>> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Entry<String, JsonNode>> iterator() {
            return new Walk();
        }
    }

    private final class Walk implements Iterator<Entry<String, JsonNode>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Entry<String, JsonNode> next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            return new Member(names[next], values[next++]);
        }

        @Override
        public void remove() {
            removeAt(--next);
        }
    }

    /** A member whose value can be changed where it stands. */
    private final class Member extends SimpleEntry<String, JsonNode> {
        private static final long serialVersionUID = 1L;

        Member(String name, JsonNode value) {
            super(name, value);
        }

        @Override
        public JsonNode setValue(JsonNode value) {
            put(getKey(), value);
            return super.setValue(value);
        }
    }
}
