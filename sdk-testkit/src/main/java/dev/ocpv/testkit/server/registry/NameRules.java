package dev.ocpv.testkit.server.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What may be a name, a label, an annotation key. */
public final class NameRules {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern QUALIFIED = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern LABEL_VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final Pattern LOOSE_SUBDOMAIN =
            Pattern.compile("_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*");
    private static final String LOOSE_SUBDOMAIN_WORDS =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and"
                    + " must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                    + " validation is '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')";
    private static final String SUBDOMAIN_WORDS =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                    + " start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is"
                    + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private static final String LABEL_WORDS =
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and"
                    + " end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is"
                    + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    private static final String LABEL_1035_WORDS =
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                    + " character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used"
                    + " for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    private static final String NAME_PART =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                    + " character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is"
                    + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private static final String LABEL_VALUE_WORDS =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must"
                    + " start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345',"
                    + " regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    private static final String CONFIG_KEY_WORDS =
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or"
                    + " 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

    private NameRules() {}

    /** {@return what is wrong with a DNS subdomain} */
    public static List<String> subdomain(String name, boolean prefix) {
        return check(unmasked(name, prefix), 253, SUBDOMAIN, SUBDOMAIN_WORDS, "characters");
    }

    /** {@return what is wrong with a DNS subdomain that may hold underscores} */
    public static List<String> looseSubdomain(String name) {
        return check(name, 253, LOOSE_SUBDOMAIN, LOOSE_SUBDOMAIN_WORDS, "characters");
    }

    /** {@return what is wrong with a DNS label} */
    public static List<String> label(String name, boolean prefix) {
        String plain = unmasked(name, prefix);
        boolean dotted =
                !LABEL.matcher(plain).matches() && SUBDOMAIN.matcher(plain).matches();
        return check(plain, 63, LABEL, dotted ? "must not contain dots" : LABEL_WORDS, "characters");
    }

    /** {@return what is wrong with a DNS label that starts with a letter} */
    public static List<String> label1035(String name, boolean prefix) {
        return check(unmasked(name, prefix), 63, LABEL_1035, LABEL_1035_WORDS, "characters");
    }

    /** {@return what is wrong with a namespace name} */
    public static List<String> namespace(String name, boolean prefix) {
        return label(name, prefix);
    }

    /** {@return what is wrong with a name that only has to fit into a path} */
    public static List<String> pathSegment(String name, boolean prefix) {
        if (!prefix && (name.equals(".") || name.equals(".."))) {
            return List.of("may not be '" + name + "'");
        }
        List<String> problems = new ArrayList<>();
        for (String illegal : List.of("/", "%")) {
            if (name.contains(illegal)) {
                problems.add("may not contain '" + illegal + "'");
            }
        }
        return problems;
    }

    private static String unmasked(String name, boolean prefix) {
        return prefix && name.length() > 1 && name.endsWith("-") ? name.substring(0, name.length() - 2) + "a" : name;
    }

    private static List<String> check(String name, int longest, Pattern pattern, String words, String unit) {
        List<String> problems = new ArrayList<>();
        if (name.length() > longest) {
            problems.add("must be no more than " + longest + " " + unit);
        }
        if (!pattern.matcher(name).matches()) {
            problems.add(words);
        }
        return problems;
    }

    /** {@return what is wrong with a label key or another qualified name, in the words of a minor} */
    public static List<String> qualifiedName(String key, int minor) {
        List<String> problems = new ArrayList<>();
        String[] parts = key.split("/", -1);
        if (parts.length > 2) {
            return List.of((minor >= 34 ? "a valid label key " : "a qualified name ") + NAME_PART
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                problems.add("prefix part must be non-empty");
            } else {
                check(parts[0], 253, SUBDOMAIN, SUBDOMAIN_WORDS, unit(minor))
                        .forEach(problem -> problems.add("prefix part " + problem));
            }
        }
        String name = parts[parts.length - 1];
        if (name.isEmpty()) {
            problems.add("name part must be non-empty");
        } else if (name.length() > 63) {
            problems.add("name part must be no more than 63 " + unit(minor));
        }
        if (!QUALIFIED.matcher(name).matches()) {
            problems.add("name part " + NAME_PART);
        }
        return problems;
    }

    /** {@return what is wrong with a label value, in the words of a minor} */
    public static List<String> labelValue(String value, int minor) {
        return check(value, 63, LABEL_VALUE, LABEL_VALUE_WORDS, unit(minor));
    }

    /** Until Kubernetes 1.33, the limits of labels were said to count characters. */
    private static String unit(int minor) {
        return minor >= 34 ? "bytes" : "characters";
    }

    /** {@return what is wrong with a key of a ConfigMap or Secret} */
    public static List<String> configKey(String key) {
        List<String> problems = check(key, 253, CONFIG_KEY, CONFIG_KEY_WORDS, "characters");
        if (key.equals(".")) {
            problems.add("must not be '.'");
        } else if (key.equals("..")) {
            problems.add("must not be '..'");
        } else if (key.startsWith("..")) {
            problems.add("must not start with '..'");
        }
        return problems;
    }
}
