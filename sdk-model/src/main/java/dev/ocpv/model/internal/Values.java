package dev.ocpv.model.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How generated code keeps lists and maps: as own, ordered, changeable copies. */
public final class Values {
    private Values() {}

    /** {@return an own copy, or null for null} */
    public static <T> @Nullable List<T> copy(@Nullable List<T> items) {
        return items == null ? null : new ArrayList<>(items);
    }

    /** {@return an own copy, or null for null} */
    public static <T> @Nullable Map<String, T> copy(@Nullable Map<String, T> entries) {
        return entries == null ? null : new LinkedHashMap<>(entries);
    }

    /** {@return the list with the items at its end; a new one when there was none} */
    public static <T> List<T> append(@Nullable List<T> list, List<T> items) {
        List<T> target = list == null ? new ArrayList<>() : list;
        target.addAll(items);
        return target;
    }

    /** {@return the map with this entry; a new one when there was none} */
    public static <T> Map<String, T> put(@Nullable Map<String, T> map, String key, T value) {
        Map<String, T> target = map == null ? new LinkedHashMap<>() : map;
        target.put(key, value);
        return target;
    }

    /** {@return the map after the entry was edited, which is made when it is missing} */
    public static <T> Map<String, T> edit(
            @Nullable Map<String, T> map, String key, Supplier<T> maker, Consumer<T> edit) {
        Map<String, T> target = map == null ? new LinkedHashMap<>() : map;
        edit.accept(target.computeIfAbsent(key, missing -> maker.get()));
        return target;
    }
}
