package dev.ocpv.testkit.server.builtin;

import org.jspecify.annotations.Nullable;

/**
 * The type of a field as the real server's code declares it.
 *
 * @param kind which family it is of
 * @param pointer whether absence differs from the zero value
 * @param item what a list or map holds
 * @param name the struct's name in the table, or the name of a named basic type, list or map, or empty
 */
record GoType(Kind kind, boolean pointer, @Nullable GoType item, String name) {
    /** Families of types. */
    enum Kind {
        STRING,
        INT,
        BOOL,
        FLOAT,
        BYTES,
        TIME,
        MICRO_TIME,
        QUANTITY,
        INT_OR_STRING,
        RAW,
        FIELDS,
        DURATION,
        STRUCT,
        LIST,
        MAP
    }

    static GoType parse(String text) {
        if (text.startsWith("*")) {
            GoType inner = parse(text.substring(1));
            return new GoType(inner.kind, true, inner.item, inner.name);
        }
        if (text.startsWith("[]") || text.startsWith("{}")) {
            int own = text.indexOf('~');
            String item = own < 0 ? text.substring(2) : text.substring(2, own);
            Kind kind = text.startsWith("[]") ? Kind.LIST : Kind.MAP;
            return new GoType(kind, false, parse(item), own < 0 ? "" : text.substring(own + 1));
        }
        int named = text.indexOf('=');
        String base = named < 0 ? text : text.substring(0, named);
        String name = named < 0 ? "" : text.substring(named + 1);
        return switch (base) {
            case "string" -> of(Kind.STRING, name);
            case "int32", "int64", "uint32", "uint64" -> of(Kind.INT, name.isEmpty() ? base : name);
            case "bool" -> of(Kind.BOOL, name);
            case "float64" -> of(Kind.FLOAT, name);
            case "bytes" -> of(Kind.BYTES, name);
            case "time" -> of(Kind.TIME, name);
            case "microtime" -> of(Kind.MICRO_TIME, name);
            case "quantity" -> of(Kind.QUANTITY, name);
            case "intorstr" -> of(Kind.INT_OR_STRING, name);
            case "fieldsv1" -> of(Kind.FIELDS, name);
            case "duration" -> of(Kind.DURATION, name);
            default ->
                base.startsWith("raw")
                        ? of(Kind.RAW, base.startsWith("raw:") ? base.substring(4) : "")
                        : of(Kind.STRUCT, base);
        };
    }

    private static GoType of(Kind kind, String name) {
        return new GoType(kind, false, null, name);
    }

    /** {@return the type that a pointer points to} */
    GoType pointed() {
        return pointer ? new GoType(kind, false, item, name) : this;
    }

    GoType items() {
        GoType known = item;
        if (known == null) {
            throw new IllegalStateException("a " + kind + " has no items");
        }
        return known;
    }

    /** {@return the type as Go's decoder names it} */
    String goName() {
        return switch (kind) {
            case STRING -> name.isEmpty() ? "string" : name.contains(".") ? name : "v1." + name;
            case INT -> name.startsWith("int") || name.startsWith("uint") ? name : "v1." + name;
            case BOOL -> "bool";
            case FLOAT -> "float64";
            case BYTES -> "[]uint8";
            case INT_OR_STRING -> "int32";
            case LIST -> name.isEmpty() ? "[]" + items().goName() : "v1." + name;
            case MAP -> name.isEmpty() ? "map[string]" + items().goName() : "v1." + name;
            case STRUCT -> "v1." + name.substring(name.indexOf('.') + 1);
            case RAW -> "v1." + (name.isEmpty() ? "JSON" : name);
            default -> "string";
        };
    }
}
