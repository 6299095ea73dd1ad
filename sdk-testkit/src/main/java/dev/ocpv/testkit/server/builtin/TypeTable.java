package dev.ocpv.testkit.server.builtin;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The structs of the built-in kinds at one Kubernetes minor, read from their table. */
final class TypeTable {
    private static final Map<Integer, TypeTable> KNOWN = new ConcurrentHashMap<>();

    private final Map<String, GoStruct> structs = new HashMap<>();
    private final Map<String, Map<Integer, GoStruct.Field>> numbered = new HashMap<>();

    private TypeTable(int minor) {
        Map<String, Map<String, GoStruct.Field>> raw = new LinkedHashMap<>();
        Map<String, Boolean> atomic = new HashMap<>();
        Map<String, GoStruct.Field> fields = new LinkedHashMap<>();
        for (String line : BuiltinResources.lines("types.txt")) {
            String[] column = line.strip().split(" ", -1);
            if (!line.startsWith(" ")) {
                fields = new LinkedHashMap<>();
                raw.put(column[0], fields);
                atomic.put(column[0], column.length > 1 && column[1].equals("a=atomic"));
                continue;
            }
            GoStruct.Field field = GoStruct.Field.parse(column, minor);
            if (field.isIn(minor)) {
                fields.put(field.json().equals("&") ? "&" + field.type().name() : field.json(), field);
            }
        }
        raw.forEach((name, own) -> {
            structs.put(name, new GoStruct(name, inlined(own, raw), atomic.getOrDefault(name, false)));
            Map<Integer, GoStruct.Field> numbers = new HashMap<>();
            own.values().forEach(field -> numbers.put(field.number(), field));
            numbered.put(name, numbers);
        });
    }

    private static Map<String, GoStruct.Field> inlined(
            Map<String, GoStruct.Field> own, Map<String, Map<String, GoStruct.Field>> raw) {
        Map<String, GoStruct.Field> all = new LinkedHashMap<>();
        own.forEach((name, field) -> {
            if (name.startsWith("&")) {
                all.putAll(inlined(raw.getOrDefault(name.substring(1), Map.of()), raw));
            } else {
                all.put(name, field);
            }
        });
        return all;
    }

    /** {@return the table of a minor, read once} */
    static TypeTable of(int minor) {
        return KNOWN.computeIfAbsent(minor, TypeTable::new);
    }

    /** {@return a struct} */
    GoStruct struct(String name) {
        GoStruct found = structs.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no type " + name);
        }
        return found;
    }

    /** {@return the field that has a number in protobuf, or null; a struct that JSON inlines is one field there} */
    GoStruct.@Nullable Field byNumber(String struct, int number) {
        return numbered.getOrDefault(struct, Map.of()).get(number);
    }

    /** {@return whether there is such a struct} */
    boolean has(String name) {
        return structs.containsKey(name);
    }
}
