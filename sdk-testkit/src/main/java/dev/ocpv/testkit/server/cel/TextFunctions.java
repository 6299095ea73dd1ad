package dev.ocpv.testkit.server.cel;

import static dev.ocpv.testkit.server.cel.Functions.BOOL;
import static dev.ocpv.testkit.server.cel.Functions.DOUBLE;
import static dev.ocpv.testkit.server.cel.Functions.DYN;
import static dev.ocpv.testkit.server.cel.Functions.INT;
import static dev.ocpv.testkit.server.cel.Functions.STRING;
import static dev.ocpv.testkit.server.cel.Functions.integer;
import static dev.ocpv.testkit.server.cel.Functions.text;

import com.google.common.primitives.UnsignedLong;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.ocpv.testkit.server.schema.GoRegex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions of strings and lists. */
final class TextFunctions {
    /** Types whose values have an order. */
    static final List<CelType> COMPARABLE = List.of(
            SimpleType.INT,
            SimpleType.UINT,
            SimpleType.DOUBLE,
            SimpleType.BOOL,
            SimpleType.DURATION,
            SimpleType.TIMESTAMP,
            SimpleType.STRING,
            SimpleType.BYTES);

    /** The first minor that finds nothing behind the end of a text, without an error. */
    private static final int SEARCHES_BEYOND = 31;

    private TextFunctions() {}

    static void strings(Functions functions, int minor) {
        functions
                .member(
                        "split",
                        "string_split_string",
                        ListType.create(STRING),
                        List.of(STRING, STRING),
                        a -> split(text(a[0]), text(a[1]), -1))
                .member(
                        "split",
                        "string_split_string_int",
                        ListType.create(STRING),
                        List.of(STRING, STRING, INT),
                        a -> split(text(a[0]), text(a[1]), integer(a[2])))
                .member(
                        "format",
                        "string_format",
                        STRING,
                        List.of(STRING, ListType.create(DYN)),
                        a -> StringFormat.format(text(a[0]), (List<?>) a[1], minor))
                .member(
                        "indexOf",
                        "string_index_of_string",
                        INT,
                        List.of(STRING, STRING),
                        a -> indexOf(text(a[0]), text(a[1]), start(a, 0, minor)))
                .member(
                        "indexOf",
                        "string_index_of_string_int",
                        INT,
                        List.of(STRING, STRING, INT),
                        a -> indexOf(text(a[0]), text(a[1]), start(a, integer(a[2]), minor)))
                .member(
                        "lastIndexOf",
                        "string_last_index_of_string",
                        INT,
                        List.of(STRING, STRING),
                        a -> lastIndexOf(text(a[0]), text(a[1])))
                .member(
                        "lastIndexOf",
                        "string_last_index_of_string_int",
                        INT,
                        List.of(STRING, STRING, INT),
                        a -> lastIndexOf(text(a[0]), text(a[1]), start(a, integer(a[2]), minor)))
                .member(
                        "charAt",
                        "string_char_at_int",
                        STRING,
                        List.of(STRING, INT),
                        a -> charAt(text(a[0]), integer(a[1])))
                .member(
                        "substring",
                        "string_substring_int",
                        STRING,
                        List.of(STRING, INT),
                        a -> substring(text(a[0]), integer(a[1])))
                .member(
                        "substring",
                        "string_substring_int_int",
                        STRING,
                        List.of(STRING, INT, INT),
                        a -> substring(text(a[0]), integer(a[1]), integer(a[2])))
                .member(
                        "find",
                        "string_find_string",
                        STRING,
                        List.of(STRING, STRING),
                        a -> findAll(text(a[0]), text(a[1]), 1).stream()
                                .findFirst()
                                .orElse(""))
                .member(
                        "findAll",
                        "string_find_all_string",
                        ListType.create(STRING),
                        List.of(STRING, STRING),
                        a -> findAll(text(a[0]), text(a[1]), -1))
                .member(
                        "findAll",
                        "string_find_all_string_int",
                        ListType.create(STRING),
                        List.of(STRING, STRING, INT),
                        a -> findAll(text(a[0]), text(a[1]), integer(a[2])));
    }

    private static long length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String charAt(String text, long index) {
        long length = length(text);
        if (index < 0 || index > length) {
            throw new RuleException("index out of range: " + index);
        }
        return index == length ? "" : substring(text, index, index + 1);
    }

    /** {@return where a search begins} Older releases refuse a place behind the end. */
    private static long start(Object[] searched, long offset, int minor) {
        if (minor < SEARCHES_BEYOND
                && offset >= length(text(searched[0]))
                && !text(searched[1]).isEmpty()) {
            throw new RuleException("index out of range: " + offset);
        }
        return offset;
    }

    private static long indexOf(String text, String part, long offset) {
        if (part.isEmpty()) {
            return offset;
        }
        if (offset < 0) {
            throw new RuleException("index out of range: " + offset);
        }
        if (offset >= length(text)) {
            return -1;
        }
        int found = text.indexOf(part, text.offsetByCodePoints(0, (int) offset));
        return found < 0 ? -1 : text.codePointCount(0, found);
    }

    private static long lastIndexOf(String text, String part) {
        if (part.isEmpty()) {
            return length(text);
        }
        return text.length() < part.length() ? -1 : lastIndexOf(text, part, length(text) - 1);
    }

    private static long lastIndexOf(String text, String part, long offset) {
        if (part.isEmpty()) {
            return offset;
        }
        if (offset < 0) {
            throw new RuleException("index out of range: " + offset);
        }
        if (offset >= length(text)) {
            return -1;
        }
        int found = text.lastIndexOf(part, text.offsetByCodePoints(0, (int) offset));
        return found < 0 ? -1 : text.codePointCount(0, found);
    }

    private static String substring(String text, long start) {
        if (start < 0 || start > length(text)) {
            throw new RuleException("index out of range: " + start);
        }
        return substring(text, start, length(text));
    }

    private static String substring(String text, long start, long end) {
        long length = length(text);
        if (start > end) {
            throw new RuleException("invalid substring range. start: " + start + ", end: " + end);
        }
        if (start < 0 || start > length) {
            throw new RuleException("index out of range: " + start);
        }
        if (end < 0 || end > length) {
            throw new RuleException("index out of range: " + end);
        }
        return text.substring(text.offsetByCodePoints(0, (int) start), text.offsetByCodePoints(0, (int) end));
    }

    private static List<String> split(String text, String separator, long limit) {
        var parts = new ArrayList<String>();
        if (limit == 0) {
            return parts;
        }
        int start = 0;
        while (limit < 0 || parts.size() < limit - 1) {
            int next = separator.isEmpty() ? start : text.indexOf(separator, start);
            if (separator.isEmpty() && next < text.length()) {
                next = text.offsetByCodePoints(start, 1);
            }
            if (next < 0 || (separator.isEmpty() && next >= text.length())) {
                break;
            }
            parts.add(text.substring(start, next));
            start = next + separator.length();
        }
        if (!separator.isEmpty() || start < text.length()) {
            parts.add(text.substring(start));
        }
        return parts;
    }

    private static List<String> findAll(String text, String pattern, long limit) {
        var found = new ArrayList<String>();
        try {
            var matcher = Pattern.compile(pattern).matcher(text);
            while ((limit < 0 || found.size() < limit) && matcher.find()) {
                found.add(matcher.group());
            }
        } catch (PatternSyntaxException e) {
            throw new RuleException("Illegal regex: " + GoRegex.words(e, pattern));
        }
        return found;
    }

    static void lists(Functions functions) {
        for (var type : COMPARABLE) {
            comparable(functions, type);
        }
        functions
                .member("sum", "list_int_sum", INT, List.of(ListType.create(INT)), a -> sumOfIntegers((List<?>) a[0]))
                .member(
                        "sum",
                        "list_double_sum",
                        DOUBLE,
                        List.of(ListType.create(DOUBLE)),
                        a -> ((List<?>) a[0])
                                .stream().mapToDouble(x -> (Double) x).sum())
                .member(
                        "sum",
                        "list_uint_sum",
                        SimpleType.UINT,
                        List.of(ListType.create(SimpleType.UINT)),
                        a -> ((List<?>) a[0])
                                .stream().map(x -> (UnsignedLong) x).reduce(UnsignedLong.ZERO, UnsignedLong::plus))
                .member(
                        "sum",
                        "list_duration_sum",
                        SimpleType.DURATION,
                        List.of(ListType.create(SimpleType.DURATION)),
                        a -> ((List<?>) a[0]).stream().map(x -> (Duration) x).reduce(Duration.ZERO, Duration::plus));
        var items = dev.cel.common.types.TypeParamType.create("T");
        functions
                .member(
                        "unwrapOpt",
                        "optional_unwrapOpt",
                        ListType.create(items),
                        List.of(ListType.create(OptionalType.create(items))),
                        a -> ((List<?>) a[0])
                                .stream()
                                        .flatMap(x -> ((Optional<?>) x).stream())
                                        .toList())
                .member("indexOf", "list_a_index_of_int", INT, List.of(ListType.create(items), items), a ->
                        (long) ((List<?>) a[0]).indexOf(a[1]))
                .member("lastIndexOf", "list_a_last_index_of_int", INT, List.of(ListType.create(items), items), a ->
                        (long) ((List<?>) a[0]).lastIndexOf(a[1]));
    }

    private static Object sumOfIntegers(List<?> list) {
        try {
            long sum = 0;
            for (var item : list) {
                sum = Math.addExact(sum, (Long) item);
            }
            return sum;
        } catch (ArithmeticException e) {
            throw new RuleException("integer overflow");
        }
    }

    private static void comparable(Functions functions, CelType type) {
        var list = ListType.create(type);
        functions
                .member(
                        "isSorted",
                        "list_" + type.name() + "_is_sorted_bool",
                        BOOL,
                        List.of(list),
                        a -> isSorted((List<?>) a[0]))
                .member("min", "list_" + type.name() + "_min", type, List.of(list), a -> extreme((List<?>) a[0], "min"))
                .member(
                        "max",
                        "list_" + type.name() + "_max",
                        type,
                        List.of(list),
                        a -> extreme((List<?>) a[0], "max"));
    }

    private static boolean isSorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static Object extreme(List<?> list, String name) {
        if (list.isEmpty()) {
            throw new RuleException(name + " called on empty list");
        }
        Object best = list.get(0);
        for (Object item : list) {
            int order = compare(item, best);
            if (name.equals("min") ? order < 0 : order > 0) {
                best = item;
            }
        }
        return best;
    }
}
