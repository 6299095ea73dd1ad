package dev.ocpv.testkit.server.builtin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The structs of the built-in kinds at one Kubernetes minor, read from their table. */
final class TypeTable {
    private static final Map<Integer, TypeTable> KNOWN = new ConcurrentHashMap<>();

    private final int minor;
    private final Map<String, List<String>> lines = new HashMap<>();
    private final Set<String> atomic = new HashSet<>();
    private final Map<String, GoStruct> structs = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, GoStruct.Field>> numbered = new ConcurrentHashMap<>();
    private final Map<String, Boolean> disabling = new ConcurrentHashMap<>();

    private TypeTable(int minor) {
        this.minor = minor;
        List<String> fields = List.of();
        for (String line : BuiltinResources.lines("types.txt")) {
            if (line.startsWith(" ")) {
                fields.add(line.strip());
                continue;
            }
            String[] column = line.split(" ", -1);
            fields = new ArrayList<>();
            lines.put(column[0], fields);
            if (column.length > 1 && column[1].equals("a=atomic") && (column.length == 2 || isSince(column[2]))) {
                atomic.add(column[0]);
            }
        }
    }

    private boolean isSince(String trait) {
        return Integer.parseInt(trait.substring(trait.indexOf('=') + 1)) <= minor;
    }

    /** {@return the fields of a struct by JSON name; what is inlined stands under its type, after an ampersand} */
    private Map<String, GoStruct.Field> own(String name) {
        Map<String, GoStruct.Field> fields = new LinkedHashMap<>();
        for (String line : lines.getOrDefault(name, List.of())) {
            GoStruct.Field field = GoStruct.Field.parse(line.split(" ", -1), minor);
            if (field.isIn(minor)) {
                fields.put(field.json().equals("&") ? "&" + field.type().name() : field.json(), field);
            }
        }
        return fields;
    }

    private Map<String, GoStruct.Field> all(String struct) {
        Map<String, GoStruct.Field> all = new LinkedHashMap<>();
        own(struct).forEach((name, field) -> {
            if (name.startsWith("&")) {
                all(name.substring(1)).forEach((inner, part) -> all.put(inner, part.embeddedIn(field.type())));
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

    /** {@return a struct, read when it is asked for first} */
    GoStruct struct(String name) {
        GoStruct known = structs.get(name);
        return known != null ? known : structs.computeIfAbsent(name, this::read);
    }

    private GoStruct read(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("no type " + name);
        }
        return new GoStruct(name, all(name), atomic.contains(name));
    }

    /** {@return the field that has a number in protobuf, or null; a struct that JSON inlines is one field there} */
    GoStruct.@Nullable Field byNumber(String struct, int number) {
        return numbered.computeIfAbsent(struct, this::numbers).get(number);
    }

    private Map<Integer, GoStruct.Field> numbers(String struct) {
        Map<Integer, GoStruct.Field> numbers = new HashMap<>();
        own(struct).values().forEach(field -> numbers.put(field.number(), field));
        return numbers;
    }

    /** {@return whether there are fields in the struct, or in one below, whose feature is off} */
    boolean disables(String struct) {
        return disabling.computeIfAbsent(struct, name -> disables(name, new HashSet<>()));
    }

    private boolean disables(String struct, Set<String> seen) {
        return has(struct)
                && seen.add(struct)
                && struct(struct).fields().values().stream()
                        .anyMatch(field -> !field.isEnabled(minor) || disables(field.type(), seen));
    }

    private boolean disables(GoType type, Set<String> seen) {
        return switch (type.kind()) {
            case STRUCT -> disables(type.name(), seen);
            case LIST, MAP -> disables(type.items(), seen);
            default -> false;
        };
    }

    /** {@return whether there is such a struct} */
    boolean has(String name) {
        return lines.containsKey(name);
    }
}
