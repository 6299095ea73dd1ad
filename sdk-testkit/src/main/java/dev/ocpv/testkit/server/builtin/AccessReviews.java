package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.authorization.Attributes;
import dev.ocpv.testkit.server.authorization.Decision;
import dev.ocpv.testkit.server.authorization.Grants;
import dev.ocpv.testkit.server.authorization.Rule;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Outcome;
import dev.ocpv.testkit.server.registry.Verbs;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers what somebody may do. */
final class AccessReviews {
    private static final String SPEC = "spec.";
    private static final int WITH_SELECTORS = 31;

    private AccessReviews() {}

    /** {@return whether something may be done: by the sender, or by whom the review names} */
    static Outcome access(Call call, Verbs verbs) {
        ObjectNode review = verbs.sent(call);
        boolean local = call.def().kind().startsWith("Local");
        boolean self = call.def().kind().startsWith("Self");
        FieldErrors errors = new FieldErrors(verbs.backend().minor());
        JsonNode spec = review.path("spec");
        checkSpec(spec, self, errors);
        checkMetadata(review, local, errors);
        if (!errors.isEmpty()) {
            throw Statuses.invalid("authorization.k8s.io", "", "", errors.causes());
        }
        verbs.admit(call, review);
        Identity user = self ? call.client().identity() : user(spec);
        Decision decision = verbs.backend().authorizer().decide(attributes(user, spec));
        ObjectNode status = Json.object();
        status.put("allowed", decision.allowed());
        if (!decision.reason().isEmpty()) {
            status.put("reason", decision.reason());
        }
        String ignored = ReviewSelectors.ignored(
                spec.path("resourceAttributes"), verbs.backend().minor());
        if (!ignored.isEmpty() && verbs.backend().minor() >= WITH_SELECTORS) {
            status.put("evaluationError", ignored);
        }
        review.set("status", status);
        return Outcome.object(201, review);
    }

    private static void checkSpec(JsonNode spec, boolean self, FieldErrors errors) {
        JsonNode resource = spec.path("resourceAttributes");
        JsonNode path = spec.path("nonResourceAttributes");
        if (resource.isObject() && path.isObject()) {
            errors.invalid(
                    SPEC + "nonResourceAttributes",
                    shown(path, errors.minor()),
                    "cannot be specified in combination with resourceAttributes");
        }
        if (!resource.isObject() && !path.isObject()) {
            errors.invalid(
                    SPEC + "resourceAttributes",
                    NullNode.getInstance(),
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }
        if (!self && Json.textAt(spec, "user").isEmpty() && Json.isEmpty(spec.path("groups"))) {
            errors.invalid(SPEC + "user", "", "at least one of user or group must be specified");
        }
        ReviewSelectors.check(resource, errors);
    }

    /** The server shows the attributes by the names that its own code has for them. */
    private static JsonNode shown(JsonNode path, int minor) {
        String at = Json.textAt(path, "path");
        String verb = Json.textAt(path, "verb");
        return GoText.verbatim(
                minor >= 34
                        ? "{\"Path\":" + GoText.json(Json.text(at)) + ",\"Verb\":" + GoText.json(Json.text(verb)) + "}"
                        : "authorization.NonResourceAttributes{Path:" + GoText.quote(at) + ", Verb:"
                                + GoText.quote(verb) + "}");
    }

    private static void checkMetadata(ObjectNode review, boolean local, FieldErrors errors) {
        JsonNode metadata = review.path("metadata");
        boolean bare = true;
        for (Map.Entry<String, JsonNode> field : metadata.properties()) {
            boolean allowed = field.getKey().equals("managedFields")
                    || (local && field.getKey().equals("namespace"))
                    || field.getValue().isNull();
            bare &= allowed;
        }
        if (!bare) {
            errors.invalid("metadata", metadata, local ? "must be empty except for namespace" : "must be empty");
        }
        JsonNode resource = review.path("spec").path("resourceAttributes");
        String namespace = Json.textAt(resource, "namespace");
        if (local && resource.isObject() && !namespace.equals(Json.textAt(metadata, "namespace"))) {
            errors.invalid(SPEC + "resourceAttributes.namespace", namespace, "must match metadata.namespace");
        }
        JsonNode path = review.path("spec").path("nonResourceAttributes");
        if (local && path.isObject()) {
            errors.invalid(
                    SPEC + "nonResourceAttributes", shown(path, errors.minor()), "disallowed on this kind of request");
        }
    }

    private static Identity user(JsonNode spec) {
        Map<String, List<String>> extra = new LinkedHashMap<>();
        spec.path("extra").properties().forEach(entry -> extra.put(entry.getKey(), texts(entry.getValue())));
        return new Identity(Json.textAt(spec, "user"), Json.textAt(spec, "uid"), texts(spec.path("groups")), extra);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Attributes attributes(Identity user, JsonNode spec) {
        JsonNode resource = spec.path("resourceAttributes");
        if (!resource.isObject()) {
            JsonNode path = spec.path("nonResourceAttributes");
            return Attributes.path(user, Json.textAt(path, "verb"), Json.textAt(path, "path"));
        }
        return Attributes.resource(
                user,
                Json.textAt(resource, "verb"),
                new Attributes.Target(
                        Json.textAt(resource, "group"),
                        Json.textAt(resource, "version"),
                        Json.textAt(resource, "resource"),
                        Json.textAt(resource, "subresource"),
                        Json.textAt(resource, "namespace"),
                        Json.textAt(resource, "name")));
    }

    /** {@return all that the sender may do in a namespace} */
    static Outcome rules(Call call, Verbs verbs) {
        ObjectNode sent = verbs.sent(call);
        String namespace = Json.textAt(sent, "spec", "namespace");
        if (namespace.isEmpty()) {
            throw Statuses.badRequest("no namespace on request");
        }
        verbs.admit(call, sent);
        Grants grants = verbs.backend().authorizer().grants(call.client().identity(), namespace);
        ObjectNode review = call.strategy().blank(call);
        ObjectNode status = review.putObject("status");
        var resources = status.putArray("resourceRules");
        var paths = status.putArray("nonResourceRules");
        for (Rule rule : grants.rules()) {
            (rule.paths().isEmpty() ? resources : paths).add(rule.toJson());
        }
        status.put("incomplete", !grants.errors().isEmpty());
        if (!grants.errors().isEmpty()) {
            status.put("evaluationError", grants.error());
        }
        return Outcome.object(201, review);
    }
}
