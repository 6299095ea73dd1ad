package dev.ocpv.testkit.server.output;

import dev.ocpv.testkit.server.status.StatusException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The form in which a client wants its answer.
 *
 * @param shape what is made of the object
 * @param version of the group meta.k8s.io, in which it is made
 * @param yaml whether it is written as YAML
 */
public record Form(Shape shape, String version, boolean yaml) {
    /** The object as JSON. */
    public static final Form PLAIN = new Form(Shape.OBJECT, "v1", false);

    private static final Form PLAIN_YAML = new Form(Shape.OBJECT, "v1", true);
    private static final String SERVED = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
    private static final String STREAMED =
            SERVED + ", application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";
    private static final Map<String, Shape> SHAPES = Map.of(
            "Table", Shape.TABLE,
            "PartialObjectMetadata", Shape.METADATA,
            "PartialObjectMetadataList", Shape.METADATA_LIST);
    private static final Set<String> VERSIONS = Set.of("v1", "v1beta1");

    /** What is made of an object. */
    public enum Shape {
        /** Nothing else. */
        OBJECT,
        /** A Table with one row for each object. */
        TABLE,
        /** Its metadata. */
        METADATA,
        /** The metadata of each object of a list. */
        METADATA_LIST
    }

    /**
     * {@return what the first clause that can be served asks for}
     *
     * @throws StatusException when none can
     */
    public static Form of(String accept) {
        List<AcceptClause> clauses = AcceptClause.parse(accept);
        if (clauses.isEmpty()) {
            return PLAIN;
        }
        for (AcceptClause clause : clauses) {
            if (clause.matches("application", "json")) {
                Form form = of(clause, PLAIN);
                if (form != null) {
                    return form;
                }
            } else if (clause.matches("application", "yaml")) {
                Form form = of(clause, PLAIN_YAML);
                if (form != null) {
                    return form;
                }
            }
        }
        throw notAcceptable("only the following media types are accepted: " + SERVED);
    }

    @org.jspecify.annotations.Nullable
    private static Form of(AcceptClause clause, Form plain) {
        String wanted = clause.parameter("as");
        if (wanted.isEmpty()) {
            return plain;
        }
        Shape shape = SHAPES.get(wanted);
        String version = clause.parameter("v");
        if (shape == null
                || !VERSIONS.contains(version)
                || !clause.parameter("g").equals("meta.k8s.io")) {
            return null;
        }
        return new Form(shape, version, plain.yaml);
    }

    /**
     * The routes of built-in kinds look at the media types first, without their parameters.
     *
     * @throws StatusException when none of them is known
     */
    public static void checkRoute(String accept, boolean streams) {
        List<AcceptClause> clauses = AcceptClause.parse(accept);
        for (AcceptClause clause : clauses) {
            if (clause.isRouted()) {
                return;
            }
        }
        if (!clauses.isEmpty()) {
            throw new StatusException(
                    406,
                    "NotAcceptable",
                    "406: Not Acceptable\n\nAvailable representations: " + (streams ? STREAMED : SERVED),
                    dev.ocpv.testkit.server.status.Statuses.noDetails());
        }
    }

    /** {@return the refusal of a table of what has none} */
    public static StatusException noTable() {
        return notAcceptable("only the following media types are accepted: " + SERVED);
    }

    static StatusException notAcceptable(String message) {
        return new StatusException(406, "NotAcceptable", message, null);
    }

    /** {@return the media type of the answer} */
    public String mediaType() {
        return yaml ? "application/yaml" : "application/json";
    }
}
