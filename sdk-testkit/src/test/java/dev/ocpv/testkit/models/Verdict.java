package dev.ocpv.testkit.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.cel.CelRules;
import dev.ocpv.testkit.server.schema.Defaulter;
import dev.ocpv.testkit.server.schema.FieldError;
import dev.ocpv.testkit.server.schema.ListTypes;
import dev.ocpv.testkit.server.schema.Pruner;
import dev.ocpv.testkit.server.schema.SchemaValidator;
import dev.ocpv.testkit.server.schema.StructuralSchema;
import dev.ocpv.testkit.server.status.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a server says to a document.
 *
 * @param added paths that the server filled in or changed, with their values
 * @param pruned paths that vanished
 * @param causes field and reason of each finding, sorted
 */
record Verdict(int status, Map<String, JsonNode> added, Set<String> pruned, List<String> causes) {
    private static final int MINOR = 35;
    private static final int CREATED = 201;
    private static final String UNCHECKED = "some validation rules were not checked";
    private static final Set<String> HEAD = Set.of("apiVersion", "kind", "metadata");

    /** A schema with its rules, both compiled once. */
    record Compiled(StructuralSchema schema, CelRules rules) {

        static Compiled of(JsonNode openApi) {
            var schema = StructuralSchema.compile(openApi, MINOR);
            return new Compiled(schema, CelRules.compile(schema, MINOR));
        }
    }

    static Verdict of(ObjectNode sent, ObjectNode head, Compiled compiled) {
        var schema = compiled.schema();
        ObjectNode object = head.deepCopy();
        object.setAll(sent.deepCopy());
        Pruner.prune(object, schema);
        Defaulter.nullsAndDefaults(object, schema);
        var errors = new ArrayList<>(SchemaValidator.validate(object, schema, null, MINOR));
        errors.addAll(ListTypes.duplicates(object, schema));
        var found = new FieldErrors(MINOR);
        found.addAll(errors);
        compiled.rules().validate(found.blockRules(), object, null, warning -> {}).stream()
                .filter(error -> !error.detail().startsWith(UNCHECKED))
                .forEach(errors::add);
        if (errors.isEmpty()) {
            return accepted(sent, object);
        }
        var causes = errors.stream().map(Verdict::cause).sorted().toList();
        return new Verdict(422, Map.of(), Set.of(), causes);
    }

    /** {@return the verdict that an answer to a create tells} */
    static Verdict answered(ObjectNode sent, int status, ObjectNode answer) {
        if (status == CREATED) {
            return accepted(sent, answer);
        }
        var causes = new ArrayList<String>();
        for (JsonNode cause : answer.path("details").path("causes")) {
            if (!cause.path("message").asText().contains(UNCHECKED)) {
                causes.add(cause.path("field").asText() + " "
                        + cause.path("reason").asText());
            }
        }
        causes.sort(null);
        return new Verdict(status, Map.of(), Set.of(), causes);
    }

    private static String cause(FieldError error) {
        return error.field() + " " + error.type().reason();
    }

    private static Verdict accepted(ObjectNode sent, ObjectNode stored) {
        var before = flat(sent);
        var after = flat(stored.deepCopy().remove(HEAD));
        var added = new TreeMap<String, JsonNode>();
        after.forEach((path, value) -> {
            if (!value.equals(before.get(path))) {
                added.put(path, value);
            }
        });
        var pruned = new TreeSet<>(before.keySet());
        pruned.removeAll(after.keySet());
        return new Verdict(CREATED, added, pruned, List.of());
    }

    static Verdict recorded(JsonNode line, JsonNode first) {
        var added = new TreeMap<String, JsonNode>();
        var shown = line.path("added").isTextual() ? first.path("added") : line.path("added");
        shown.properties().forEach(entry -> added.put(entry.getKey(), entry.getValue()));
        var pruned = new TreeSet<String>();
        line.path("pruned").forEach(path -> pruned.add(path.asText()));
        var causes = new ArrayList<String>();
        line.path("causes")
                .forEach(cause ->
                        causes.add(cause.get(0).asText() + " " + cause.get(1).asText()));
        causes.sort(null);
        return new Verdict(line.path("status").asInt(), added, pruned, causes);
    }

    private static Map<String, JsonNode> flat(JsonNode node) {
        var leaves = new TreeMap<String, JsonNode>();
        flatten(node, "", leaves);
        return leaves;
    }

    private static void flatten(JsonNode node, String path, Map<String, JsonNode> leaves) {
        if (!node.isContainerNode() || node.isEmpty()) {
            leaves.put(path, node);
        }
        if (node.isContainerNode() && !path.isEmpty() && node.isEmpty()) {
            return;
        }
        for (var entry : node.properties()) {
            flatten(entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), leaves);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            flatten(node.get(i), path + "[" + i + "]", leaves);
        }
    }
}
