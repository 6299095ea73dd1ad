package dev.ocpv.testkit.server.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.bundle.CelBuilder;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.CelByteString;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Sorts lists, by a macro also by a key of each item; the one of the library does not know the type of its result. */
final class SortBy {
    private static final String FUNCTION = "@sortByAssociatedKeys";
    private static final String INPUT = "@__sortBy_input__";

    private SortBy() {}

    static void addTo(CelBuilder builder) {
        builder.addMacros(CelMacro.newReceiverMacro("sortBy", 2, SortBy::expanded));
    }

    private static Optional<CelExpr> expanded(
            CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
        var keys = CelStandardMacro.MAP
                .getDefinition()
                .getExpander()
                .expandMacro(factory, factory.newIdentifier(INPUT), arguments);
        return keys.map(list -> factory.fold(
                "#unused",
                factory.newList(),
                INPUT,
                target,
                factory.newConstant(CelConstant.ofValue(false)),
                factory.newIdentifier(INPUT),
                factory.newReceiverCall(FUNCTION, factory.newIdentifier(INPUT), list)));
    }

    static void declare(Functions functions) {
        var item = TypeParamType.create("T");
        CelType any = ListType.create(item);
        functions.member("sort", "list_sort", any, List.of(any), a -> sorted((List<?>) a[0], (List<?>) a[0]));
        for (var key : TextFunctions.COMPARABLE) {
            CelType list = ListType.create(item);
            functions.member(
                    FUNCTION,
                    "list_" + key.name() + "_sortByAssociatedKeys",
                    list,
                    List.of(list, ListType.create(key)),
                    a -> sorted((List<?>) a[0], (List<?>) a[1]));
        }
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        if (a.getClass() != b.getClass()) {
            throw new RuleException("list elements must have the same type");
        }
        if (a instanceof CelByteString bytes) {
            return Arrays.compareUnsigned(bytes.toByteArray(), ((CelByteString) b).toByteArray());
        }
        if (!(a instanceof Comparable)) {
            throw new RuleException("list elements must be comparable");
        }
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static List<Object> sorted(List<?> items, List<?> keys) {
        var sorted = new ArrayList<Object>(items.size());
        IntStream.range(0, items.size())
                .boxed()
                .sorted((a, b) -> compare(keys.get(a), keys.get(b)))
                .forEach(i -> sorted.add(items.get(i)));
        return sorted;
    }
}
