package dev.ocpv.testkit.server.cel;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list of type set or map: equal in any order, and adding merges by value or by key. */
final class AssociativeList extends AbstractList<Object> {
    private final List<Object> items;
    private final List<String> keys;

    AssociativeList(List<Object> items, List<String> keys) {
        this.items = items;
        this.keys = keys;
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof List<?> list
                && list.size() == size()
                && new HashSet<Object>(items).equals(new HashSet<Object>(list));
    }

    @Override
    public int hashCode() {
        return new HashSet<>(items).hashCode();
    }

    AssociativeList plus(List<?> other) {
        var sum = new ArrayList<>(items);
        for (var item : other) {
            int at = indexOfSame(sum, item);
            if (at < 0) {
                sum.add(item);
            } else {
                sum.set(at, item);
            }
        }
        return new AssociativeList(sum, keys);
    }

    private int indexOfSame(List<Object> list, Object item) {
        for (int i = 0; i < list.size(); i++) {
            if (identity(list.get(i)).equals(identity(item))) {
                return i;
            }
        }
        return -1;
    }

    private Object identity(Object item) {
        if (keys.isEmpty() || !(item instanceof Map<?, ?> map)) {
            return item;
        }
        var identity = new ArrayList<@Nullable Object>();
        keys.forEach(key -> identity.add(map.get(key)));
        return identity;
    }
}
