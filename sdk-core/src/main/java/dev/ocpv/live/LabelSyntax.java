package dev.ocpv.live;

import java.util.Optional;
import java.util.regex.Pattern;

/** The shape of label keys and values. */
final class LabelSyntax {

    private static final int MAX_NAME = 63;
    private static final int MAX_PREFIX = 253;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private LabelSyntax() {}

    static Optional<String> problemOfKey(String key) {
        var slash = key.lastIndexOf('/');
        if (slash >= 0 && !isPrefix(key.substring(0, slash))) {
            return Optional.of("'%s' is no label key: the part before '/' must be a DNS name".formatted(key));
        }
        var name = key.substring(slash + 1);
        return name.length() <= MAX_NAME && NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        "'%s' is no label key: at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends"
                                .formatted(key));
    }

    static Optional<String> problemOfValue(String value) {
        var fits = value.isEmpty()
                || (value.length() <= MAX_NAME && NAME.matcher(value).matches());
        return fits
                ? Optional.empty()
                : Optional.of(
                        "'%s' is no label value: at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends"
                                .formatted(value));
    }

    private static boolean isPrefix(String prefix) {
        return prefix.length() <= MAX_PREFIX && PREFIX.matcher(prefix).matches();
    }
}
