package dev.ocpv.testkit.server.cel;

import static dev.ocpv.testkit.server.cel.Functions.BOOL;
import static dev.ocpv.testkit.server.cel.Functions.DOUBLE;
import static dev.ocpv.testkit.server.cel.Functions.INT;
import static dev.ocpv.testkit.server.cel.Functions.STRING;
import static dev.ocpv.testkit.server.cel.Functions.integer;
import static dev.ocpv.testkit.server.cel.Functions.text;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import java.util.List;

/** Functions of quantities, semantic versions and named formats. */
final class ValueFunctions {
    static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
    static final CelType SEMVER = OpaqueType.create("kubernetes.Semver");
    static final CelType FORMAT = OpaqueType.create("kubernetes.NamedFormat");

    private ValueFunctions() {}

    static void quantities(Functions functions) {
        functions
                .global("quantity", "string_to_quantity", QUANTITY, List.of(STRING), a -> Quantity.read(text(a[0])))
                .global(
                        "isQuantity",
                        "is_quantity_string",
                        BOOL,
                        List.of(STRING),
                        a -> Quantity.parse(text(a[0])).isPresent())
                .global("sign", "quantity_sign", INT, List.of(QUANTITY), a ->
                        (long) of(a[0]).value().signum())
                .member("isInteger", "quantity_is_integer", BOOL, List.of(QUANTITY), a -> of(a[0]).isInteger())
                .member("asInteger", "quantity_get_int", INT, List.of(QUANTITY), a -> asInteger(of(a[0])))
                .member(
                        "asApproximateFloat",
                        "quantity_get_float",
                        DOUBLE,
                        List.of(QUANTITY),
                        a -> of(a[0]).approximate())
                .member("add", "quantity_add", QUANTITY, List.of(QUANTITY, QUANTITY), a -> of(a[0]).plus(of(a[1])))
                .member(
                        "add",
                        "quantity_add_int",
                        QUANTITY,
                        List.of(QUANTITY, INT),
                        a -> of(a[0]).plus(Quantity.of(integer(a[1]))))
                .member("sub", "quantity_sub", QUANTITY, List.of(QUANTITY, QUANTITY), a -> of(a[0]).minus(of(a[1])))
                .member(
                        "sub",
                        "quantity_sub_int",
                        QUANTITY,
                        List.of(QUANTITY, INT),
                        a -> of(a[0]).minus(Quantity.of(integer(a[1]))))
                .member("isLessThan", "quantity_is_less_than", BOOL, List.of(QUANTITY, QUANTITY), a -> compare(a) < 0)
                .member(
                        "isGreaterThan",
                        "quantity_is_greater_than",
                        BOOL,
                        List.of(QUANTITY, QUANTITY),
                        a -> compare(a) > 0)
                .member("compareTo", "quantity_compare_to", INT, List.of(QUANTITY, QUANTITY), a -> (long) compare(a));
    }

    private static Quantity of(Object value) {
        return (Quantity) value;
    }

    private static int compare(Object[] arguments) {
        return of(arguments[0]).value().compareTo(of(arguments[1]).value());
    }

    private static Object asInteger(Quantity quantity) {
        if (!quantity.isInteger()) {
            throw new RuleException("cannot convert value to integer");
        }
        return quantity.value().longValue();
    }

    static void versions(Functions functions) {
        functions
                .global("semver", "string_to_semver", SEMVER, List.of(STRING), a -> Semver.parse(text(a[0]), false))
                .global(
                        "semver",
                        "string_bool_to_semver",
                        SEMVER,
                        List.of(STRING, BOOL),
                        a -> Semver.parse(text(a[0]), (Boolean) a[1]))
                .global("isSemver", "is_semver_string", BOOL, List.of(STRING), a -> Semver.isSemver(text(a[0]), false))
                .global(
                        "isSemver",
                        "is_semver_string_bool",
                        BOOL,
                        List.of(STRING, BOOL),
                        a -> Semver.isSemver(text(a[0]), (Boolean) a[1]))
                .member("major", "semver_major", INT, List.of(SEMVER), a -> ((Semver) a[0]).major())
                .member("minor", "semver_minor", INT, List.of(SEMVER), a -> ((Semver) a[0]).minor())
                .member("patch", "semver_patch", INT, List.of(SEMVER), a -> ((Semver) a[0]).patch())
                .member(
                        "isLessThan",
                        "semver_is_less_than",
                        BOOL,
                        List.of(SEMVER, SEMVER),
                        a -> ((Semver) a[0]).compareTo((Semver) a[1]) < 0)
                .member(
                        "isGreaterThan",
                        "semver_is_greater_than",
                        BOOL,
                        List.of(SEMVER, SEMVER),
                        a -> ((Semver) a[0]).compareTo((Semver) a[1]) > 0)
                .member("compareTo", "semver_compare_to", INT, List.of(SEMVER, SEMVER), a ->
                        (long) ((Semver) a[0]).compareTo((Semver) a[1]));
    }

    static void formats(Functions functions, int minor) {
        functions
                .global(
                        "format.named",
                        "format-named",
                        OptionalType.create(FORMAT),
                        List.of(STRING),
                        a -> NamedFormat.named(text(a[0])))
                .member(
                        "validate",
                        "format-validate",
                        OptionalType.create(ListType.create(STRING)),
                        List.of(FORMAT, STRING),
                        a -> ((NamedFormat) a[0]).check(text(a[1]), minor));
        for (var format : NamedFormat.values()) {
            functions.global("format." + format.title(), "format-" + format.title(), FORMAT, List.of(), a -> format);
        }
    }
}
