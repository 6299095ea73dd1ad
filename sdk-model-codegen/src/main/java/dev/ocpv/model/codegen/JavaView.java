package dev.ocpv.model.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** What the Java generator sees of a CRD: no defaults (they would become set fields) and no object that has a type. */
final class JavaView {
    private static final List<String> DROPPED = List.of(
            "default",
            "nullable",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "maxProperties",
            "pattern",
            "required",
            "x-kubernetes-validations");

    private static final Set<String> NETWORK_STATES = Set.of("desiredState", "currentState");

    private final String crd;

    JavaView(String crd) {
        this.crd = crd;
    }

    void apply(ObjectNode document) {
        var versions = (ArrayNode) document.at("/spec/versions");
        var written = versions.deepCopy().removeAll();
        for (JsonNode version : versions) {
            if (!Versions.skipped(crd, version.path("name").asText())) {
                version.at("/schema/openAPIV3Schema/properties").forEach(JavaView::strip);
                written.add(version);
            }
        }
        versions.removeAll().addAll(written);
    }

    /** Numbers of autonomous systems have 32 bits without a sign; the API says int32, and its server does not care. */
    private static void widen(ObjectNode schema) {
        if (schema.path("maximum").asLong() > Integer.MAX_VALUE) {
            schema.put("format", "int64");
        }
    }

    private static void strip(JsonNode schema) {
        if (schema instanceof ObjectNode node) {
            widen(node);
            node.remove(DROPPED);
            // The generator makes a ZonedDateTime of a date-time and loses how it was written; text keeps what was
            // sent.
            if (node.path("format").asText().equals("date-time")) {
                node.remove("format");
            }
            var named = node.remove("x-java-type");
            if (named != null) {
                CoreTypes.mark(node, named.asText());
            }
            CoreTypes.of(node).ifPresent(type -> CoreTypes.mark(node, type));
            node.path("properties").properties().forEach(field -> {
                if (field.getKey().equals("metadata") && CoreTypes.isObjectMeta(field.getValue())) {
                    CoreTypes.mark((ObjectNode) field.getValue(), CoreTypes.CORE + "ObjectMeta");
                }
                if (NETWORK_STATES.contains(field.getKey()) && !field.getValue().has("properties")) {
                    CoreTypes.mark((ObjectNode) field.getValue(), CoreTypes.NETWORK_STATE);
                }
                strip(field.getValue());
            });
            strip(node.path("items"));
            strip(node.path("additionalProperties"));
        }
    }
}
