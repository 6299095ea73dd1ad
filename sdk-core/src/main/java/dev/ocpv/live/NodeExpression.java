package dev.ocpv.live;

import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One expression of a node selector term, on a label or on the field {@code metadata.name}. */
record NodeExpression(String key, String operator, List<String> values, boolean onField) {

    static NodeExpression onLabel(NodeSelectorRequirement requirement) {
        return of(requirement, false);
    }

    static NodeExpression onField(NodeSelectorRequirement requirement) {
        return of(requirement, true);
    }

    private static NodeExpression of(NodeSelectorRequirement requirement, boolean onField) {
        return new NodeExpression(
                orEmpty(requirement.getKey()),
                orEmpty(requirement.getOperator()),
                requirement.getValues() == null ? List.of() : List.copyOf(requirement.getValues()),
                onField);
    }

    /** Whether a node fits whose label (or field) of this key has that value; null stands for a missing label. */
    boolean matches(@Nullable String actual) {
        return switch (operator) {
            case "In" -> actual != null && values.contains(actual);
            // A node that does not carry the label at all is "not in" any list of its values.
            case "NotIn" -> actual == null || !values.contains(actual);
            case "Exists" -> actual != null;
            case "DoesNotExist" -> actual == null;
            case "Gt" -> compare(actual).filter(order -> order > 0).isPresent();
            case "Lt" -> compare(actual).filter(order -> order < 0).isPresent();
            default -> false;
        };
    }

    private Optional<Integer> compare(@Nullable String actual) {
        if (actual == null || values.size() != 1) {
            return Optional.empty();
        }
        var bound = integer(values.get(0));
        return integer(actual).flatMap(left -> bound.map(right -> Long.compare(left, right)));
    }

    /** What the API server or a webhook would say against this expression. */
    Optional<String> problem() {
        return onField ? problemOfField() : problemOfLabel();
    }

    private Optional<String> problemOfField() {
        if (!key.equals("metadata.name")) {
            return Optional.of("matchFields knows only metadata.name, not '%s'".formatted(key));
        }
        if (!operator.equals("In") && !operator.equals("NotIn")) {
            return Optional.of("operator '%s' of metadata.name is neither In nor NotIn".formatted(operator));
        }
        return values.size() == 1
                ? Optional.empty()
                : Optional.of("metadata.name takes exactly one value, not %d".formatted(values.size()));
    }

    private Optional<String> problemOfLabel() {
        return LabelSyntax.problemOfKey(key)
                .or(this::problemOfOperands)
                .or(() -> first(values.stream(), LabelSyntax::problemOfValue));
    }

    private Optional<String> problemOfOperands() {
        return switch (operator) {
            case "In", "NotIn" -> problemUnless(!values.isEmpty(), "at least one value");
            case "Exists", "DoesNotExist" -> problemUnless(values.isEmpty(), "no value");
            case "Gt", "Lt" ->
                problemUnless(
                        values.size() == 1 && integer(values.get(0)).isPresent(), "exactly one integer, as a string");
            default ->
                Optional.of("operator '%s' of '%s' is none of In, NotIn, Exists, DoesNotExist, Gt, Lt"
                        .formatted(operator, key));
        };
    }

    private Optional<String> problemUnless(boolean fits, String allowed) {
        return fits
                ? Optional.empty()
                : Optional.of("operator %s of '%s' takes %s, not %s".formatted(operator, key, allowed, values));
    }

    static <T> Optional<String> first(Stream<T> candidates, Function<T, Optional<String>> problem) {
        return candidates.map(problem).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Long> integer(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public String toString() {
        return values.isEmpty() ? key + " " + operator : key + " " + operator + " " + values;
    }
}
