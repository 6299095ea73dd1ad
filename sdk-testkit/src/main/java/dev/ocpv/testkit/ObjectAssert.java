package dev.ocpv.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a stored object; a failure shows it.
 *
 * <p>A path reads {@code spec.ports[0].name}, and {@code metadata.labels[app.kubernetes.io/name]} where a key has dots.
 */
public final class ObjectAssert extends AbstractAssert<ObjectAssert, String> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern STEP = Pattern.compile("\\[([^\\]]+)]|[^.\\[]+");

    private final String place;
    private final JsonNode object;

    ObjectAssert(String place, String json) {
        super(json, ObjectAssert.class);
        this.place = place;
        this.object = read(json);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Fails unless something stands there. */
    public ObjectAssert hasField(String path) {
        if (at(path).isMissingNode()) {
            fail("%s to be set".formatted(path));
        }
        return this;
    }

    /** Fails unless this value stands there: a text, a number, a boolean, a list or a map. */
    public ObjectAssert hasField(String path, Object value) {
        // read like the object, so that neither the widths of numbers nor the order of a map count
        JsonNode wanted = read(JSON.valueToTree(value).toString());
        if (!wanted.equals(at(path))) {
            fail("%s to be %s, not %s".formatted(path, wanted, at(path).isMissingNode() ? "absent" : at(path)));
        }
        return this;
    }

    /** Fails if anything stands there. */
    public ObjectAssert hasNoField(String path) {
        if (!at(path).isMissingNode()) {
            fail("%s to be absent".formatted(path));
        }
        return this;
    }

    /** Fails unless it has that label. */
    public ObjectAssert hasLabel(String key, String value) {
        return hasField("metadata.labels[" + key + "]", value);
    }

    /** Fails unless it has that annotation. */
    public ObjectAssert hasAnnotation(String key, String value) {
        return hasField("metadata.annotations[" + key + "]", value);
    }

    /** Fails unless a condition of its status says so: {@code True}, {@code False} or {@code Unknown}. */
    public ObjectAssert hasCondition(String type, String status) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)
                    && condition.path("status").asText().equals(status)) {
                return this;
            }
        }
        fail("condition %s to be %s".formatted(type, status));
        return this;
    }

    /** Fails unless that field manager owns something in it. */
    public ObjectAssert isManagedBy(String manager) {
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (entry.path("manager").asText().equals(manager)) {
                return this;
            }
        }
        fail("it to be managed by %s".formatted(manager));
        return this;
    }

    /** Fails unless it is on its way out, held by finalizers or a grace period. */
    public ObjectAssert isBeingDeleted() {
        return hasField("metadata.deletionTimestamp");
    }

    private void fail(String wanted) {
        failWithMessage("Wanted of %s%n  %s%nIt is%n%s", place, wanted, object.toPrettyString());
    }

    private JsonNode at(String path) {
        JsonNode found = object;
        Matcher steps = STEP.matcher(path);
        while (steps.find()) {
            String key = steps.group(1) == null ? steps.group() : steps.group(1);
            found = found.isArray() ? item(found, key) : found.path(key);
        }
        return found;
    }

    private static JsonNode item(JsonNode list, String index) {
        return index.matches("\\d{1,9}") ? list.path(Integer.parseInt(index)) : MissingNode.getInstance();
    }
}
