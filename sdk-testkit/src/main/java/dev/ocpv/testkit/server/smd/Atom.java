package dev.ocpv.testkit.server.smd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What server-side apply knows of a value: it may be a scalar, a list or a map, and how the parts are owned. */
final class Atom {
    static final int MAP = 1;
    static final int SCALAR = 2;
    static final int LIST = 4;

    /** Which scalars fit. */
    enum Scalar {
        NUMERIC,
        STRING,
        BOOLEAN,
        UNTYPED
    }

    /** A list; without keys and not atomic it is a set. */
    record ListType(Atom element, boolean atomic, List<String> keys, boolean wantsAllKeys) {
        ListType(Atom element, boolean atomic, List<String> keys) {
            this(element, atomic, keys, false);
        }
    }

    /**
     * A map or an object.
     *
     * @param element the type of undeclared keys; absent when they are refused
     */
    record MapType(
            Map<String, Atom> fields,
            Map<String, JsonNode> defaults,
            @Nullable Atom element,
            boolean atomic) {}

    private @Nullable Scalar scalar;
    private @Nullable ListType list;
    private @Nullable MapType map;
    private int kinds;

    /** Whatever stands there is one value. */
    static final Atom UNTYPED = new Atom();
    /** Maps are owned key by key, lists as a whole. */
    static final Atom DEDUCED = new Atom();

    static {
        UNTYPED.with(
                Scalar.UNTYPED, new ListType(UNTYPED, true, List.of()), new MapType(Map.of(), Map.of(), UNTYPED, true));
        DEDUCED.with(
                Scalar.UNTYPED,
                new ListType(UNTYPED, true, List.of()),
                new MapType(Map.of(), Map.of(), DEDUCED, false));
    }

    private Atom() {}

    static Atom of(@Nullable Scalar scalar, @Nullable ListType list, @Nullable MapType map) {
        var atom = new Atom();
        atom.with(scalar, list, map);
        return atom;
    }

    private void with(@Nullable Scalar newScalar, @Nullable ListType newList, @Nullable MapType newMap) {
        scalar = newScalar;
        list = newList;
        map = newMap;
        kinds = (newMap == null ? 0 : MAP) | (newScalar == null ? 0 : SCALAR) | (newList == null ? 0 : LIST);
    }

    @Nullable
    Scalar scalar() {
        return scalar;
    }

    @Nullable
    ListType list() {
        return list;
    }

    @Nullable
    MapType map() {
        return map;
    }

    /** {@return the one kind that the value is of, or all kinds when it tells nothing or fits none} */
    int kindsFor(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return kinds;
        }
        int kind = value.isObject() ? MAP : value.isArray() ? LIST : SCALAR;
        return (kinds & kind) != 0 ? kind : kinds;
    }

    /** {@return of several possible kinds the one that decides} */
    static int deciding(int kinds) {
        return (kinds & MAP) != 0 ? MAP : (kinds & SCALAR) != 0 ? SCALAR : kinds & LIST;
    }

    boolean declares(PathElement element) {
        return map != null && element instanceof PathElement.Field field && map.fields.containsKey(field.name());
    }

    /** {@return the type below a step, if known} */
    @Nullable
    Atom at(PathElement element) {
        if (element instanceof PathElement.Field field) {
            return map == null ? null : childOf(map, field.name());
        }
        return list == null ? null : list.element;
    }

    static @Nullable Atom childOf(MapType map, String key) {
        var field = map.fields.get(key);
        return field != null ? field : map.element;
    }
}
