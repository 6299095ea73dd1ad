package dev.ocpv.testkit.server.cel;

import static dev.ocpv.testkit.server.cel.Functions.INT;
import static dev.ocpv.testkit.server.cel.Functions.integer;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.util.ArrayList;
import java.util.List;

/** Functions that take lists apart, and say what is wrong as the real server does. */
final class ListParts {
    private ListParts() {}

    static void declare(Functions functions) {
        CelType items = ListType.create(TypeParamType.create("T"));
        CelType lists = ListType.create(items);
        CelType any = ListType.create(SimpleType.DYN);
        functions
                .member(
                        "slice",
                        "list_slice",
                        items,
                        List.of(items, INT, INT),
                        a -> slice((List<?>) a[0], integer(a[1]), integer(a[2])))
                .member("flatten", "list_flatten", items, List.of(lists), a -> flat((List<?>) a[0], 1))
                .member("flatten", "list_flatten_int", any, List.of(any, INT), a -> {
                    if (integer(a[1]) < 0) {
                        throw new RuleException("level must be non-negative");
                    }
                    return flat((List<?>) a[0], integer(a[1]));
                });
    }

    private static List<?> slice(List<?> list, long start, long end) {
        var call = "cannot slice(" + start + ", " + end + "), ";
        if (start < 0 || end < 0) {
            throw new RuleException(call + "negative indexes not supported");
        }
        if (start > end) {
            throw new RuleException(call + "start index must be less than or equal to end index");
        }
        if (end > list.size()) {
            throw new RuleException(call + "list is length " + list.size());
        }
        return new ArrayList<Object>(list.subList((int) start, (int) end));
    }

    private static List<Object> flat(List<?> list, long depth) {
        var flat = new ArrayList<Object>();
        for (var item : list) {
            if (depth > 0 && item instanceof List<?> inner) {
                flat.addAll(flat(inner, depth - 1));
            } else {
                flat.add(item);
            }
        }
        return flat;
    }
}
