package dev.ocpv.testkit.server.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.ocpv.testkit.server.schema.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects what is wrong with an object, field by field, in the words of the imitated release. */
public final class FieldErrors {
    private static final Set<String> BLOCKING = Stream.of(FieldError.Type.values())
            .filter(FieldError.Type::blocksRules)
            .map(FieldError.Type::reason)
            .collect(Collectors.toUnmodifiableSet());

    private final int minor;
    private final Set<String> empties;
    private final List<Cause> causes = new ArrayList<>();
    private final List<FieldError> findings = new ArrayList<>();

    /** For Kubernetes 1.{@code minor}. */
    public FieldErrors(int minor) {
        this(minor, Set.of());
    }

    /** For an object of which lists and maps at these paths were sent empty. */
    public FieldErrors(int minor, Set<String> empties) {
        this.minor = minor;
        this.empties = empties;
    }

    /** {@return whether a list or map was sent empty, which is not the same as not being sent} */
    public boolean wasEmpty(String path) {
        return empties.contains(path);
    }

    /** {@return the paths below one, of lists and maps that were sent empty; none of them leads through a list} */
    public List<String> emptyBelow(String path) {
        return empties.stream()
                .filter(empty -> empty.startsWith(path + ".") && empty.indexOf('[', path.length()) < 0)
                .map(empty -> empty.substring(path.length() + 1))
                .toList();
    }

    /** {@return the Kubernetes minor whose words are used} */
    public int minor() {
        return minor;
    }

    /** {@return what was collected} */
    public List<Cause> causes() {
        return causes;
    }

    /** {@return what was collected as findings, before it was put into words} */
    public List<FieldError> findings() {
        return findings;
    }

    /** {@return whether nothing is wrong} */
    public boolean isEmpty() {
        return causes.isEmpty();
    }

    /** {@return whether something is so wrong that the rules of a custom resource cannot be run} */
    public boolean blockRules() {
        return causes.stream().anyMatch(cause -> BLOCKING.contains(cause.reason()));
    }

    /** Forgets what was collected. */
    public void clear() {
        causes.clear();
        findings.clear();
    }

    /** Adds a reason as it is. */
    public void add(Cause cause) {
        causes.add(cause);
    }

    /** Adds a finding in the words of the imitated release. */
    public void add(FieldError error) {
        findings.add(error);
        causes.add(new Cause(error.type().reason(), error.body(minor), error.field()));
    }

    /** Adds findings. */
    public void addAll(List<FieldError> errors) {
        errors.forEach(this::add);
    }

    /** A field must be there. */
    public void required(String path, String detail) {
        add(FieldError.required(path, detail));
    }

    /** A value breaks a rule. */
    public void invalid(String path, JsonNode value, String detail) {
        add(FieldError.invalid(path, value.isMissingNode() ? NullNode.getInstance() : value, detail));
    }

    /** A text breaks a rule. */
    public void invalid(String path, String value, String detail) {
        add(FieldError.invalid(path, value, detail));
    }

    /** A value, given as it shall be printed, breaks a rule. */
    public void invalidPrinted(String path, String printed, String detail) {
        add(new Cause("FieldValueInvalid", "Invalid value: " + printed + ": " + detail, path));
    }

    /** A value is not among those allowed. */
    public void notSupported(String path, JsonNode value, List<String> supported) {
        add(FieldError.notSupported(path, value, supported));
    }

    /** A value stands twice. */
    public void duplicate(String path, JsonNode value) {
        add(FieldError.duplicate(path, value));
    }

    /** A field must not be there. */
    public void forbidden(String path, String detail) {
        add(FieldError.forbidden(path, detail));
    }

    /** A thing that is referred to does not exist. */
    public void notFound(String path, JsonNode value) {
        add(FieldError.notFound(path, value));
    }

    /** A text is longer than the server allows. */
    public void tooLong(String path, long limit) {
        add(FieldError.tooManyBytes(path, limit, minor));
    }
}
