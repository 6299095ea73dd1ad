package dev.ocpv.testkit.server.output;

import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** The object as YAML. */
    public static final Form PLAIN_YAML = new Form(Shape.OBJECT, "v1", true);

    private static final Set<String> ROUTED =
            Set.of("application/json", "application/yaml", "application/vnd.kubernetes.protobuf");
    private static final String SERVED = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
    private static final String STREAMED =
            SERVED + ", application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";
    private static final String STREAMED_ONLY =
            "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";
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
        return chosen(accept, Set.of(Shape.TABLE, Shape.METADATA, Shape.METADATA_LIST), true);
    }

    /** {@return the same for what is answered once and kept by nobody, of which there are no tables} */
    public static Form ofReview(String accept) {
        return chosen(accept, Set.of(Shape.METADATA, Shape.METADATA_LIST), true);
    }

    /** {@return the same for what can be read but not be made into something else} */
    public static Form untransformed(String accept) {
        return chosen(accept, Set.of(), true);
    }

    /** {@return the same for what is sent event by event} */
    public static Form streamed(String accept) {
        return chosen(accept, Set.of(Shape.TABLE, Shape.METADATA, Shape.METADATA_LIST), false);
    }

    private static Form chosen(String accept, Set<Shape> shapes, boolean yaml) {
        if (accept.equals("application/json") || accept.isBlank()) {
            return PLAIN;
        }
        for (AcceptClause clause : AcceptClause.parse(accept)) {
            boolean json = clause.matches("application", "json");
            if (json || clause.matches("application", "yaml")) {
                String stream = clause.parameter("stream");
                boolean fits = stream.isEmpty() || (json && stream.equals("watch"));
                Form form = fits ? of(clause, json ? PLAIN : PLAIN_YAML) : null;
                if (form != null && form.shape != Shape.OBJECT && !shapes.contains(form.shape)) {
                    continue;
                }
                if (form != null && form.yaml && !yaml) {
                    throw notAcceptable("only the following media types are accepted: " + STREAMED_ONLY);
                }
                if (form != null) {
                    return form;
                }
            }
        }
        throw notAcceptable("only the following media types are accepted: " + SERVED);
    }

    /** {@return whether errors are written as YAML; they are never made into something else} */
    public static boolean errorsInYaml(String accept) {
        try {
            return untransformed(accept).yaml();
        } catch (StatusException e) {
            return false;
        }
    }

    private static @Nullable Form of(AcceptClause clause, Form plain) {
        if (!clause.transforms()) {
            return plain;
        }
        Shape shape = SHAPES.get(clause.parameter("as"));
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
        checkRoute(accept, streams ? STREAMED : SERVED, ROUTED);
    }

    /** The same for what there is as JSON only. */
    public static void checkRouteOfJson(String accept) {
        checkRoute(accept, "application/json", Set.of("application/json"));
    }

    private static void checkRoute(String accept, String choice, Set<String> types) {
        if (accept.equals("application/json") || accept.isBlank()) {
            return;
        }
        for (String clause : accept.split(",", -1)) {
            int parameters = clause.indexOf(';');
            String type = (parameters < 0 ? clause : clause.substring(0, parameters)).strip();
            if (type.equals("*/*") || types.contains(type)) {
                return;
            }
        }
        throw new StatusException(
                406,
                "NotAcceptable",
                "406: Not Acceptable\n\nAvailable representations: " + choice,
                Statuses.noDetails());
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
