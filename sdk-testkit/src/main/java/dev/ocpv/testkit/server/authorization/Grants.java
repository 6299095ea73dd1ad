package dev.ocpv.testkit.server.authorization;

import java.util.List;

/**
 * What somebody may do.
 *
 * @param rules the rules that apply
 * @param errors why there may be more rules than were found
 */
public record Grants(List<Rule> rules, List<String> errors) {
    private static final List<String> ANY = List.of("*");

    /** Everything. */
    static final Grants ALL = new Grants(
            List.of(new Rule(ANY, ANY, ANY, List.of(), List.of()), new Rule(ANY, List.of(), List.of(), List.of(), ANY)),
            List.of());

    /** {@return the errors as one text, as the real server joins them} */
    public String error() {
        List<String> distinct = errors.stream().distinct().toList();
        return distinct.size() == 1 ? distinct.get(0) : "[" + String.join(", ", distinct) + "]";
    }
}
