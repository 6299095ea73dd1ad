package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how something is to be deleted: from the body where there is one, else from the parameters. */
final class DeleteRequests {
    private static final List<String> PROPAGATIONS = List.of("Foreground", "Background", "Orphan", "nil");

    private DeleteRequests() {}

    static DeleteOptions parse(Call call, int minor) {
        FieldErrors errors = new FieldErrors(minor);
        DeleteOptions options;
        if (call.body().bytes().length > 0) {
            options = fromBody(call, body(call, minor), errors);
        } else {
            options = fromQuery(call, errors);
        }
        WriteOptions.refuse("DeleteOptions", errors);
        return options;
    }

    /** Until Kubernetes 1.34 what cannot be read as options was the server's fault. */
    private static ObjectNode body(Call call, int minor) {
        try {
            ObjectNode body = Bodies.parsed(call, new Strategy.Strictness());
            String kind = Json.textAt(body, "kind");
            if (!kind.isEmpty() && !kind.equals("DeleteOptions")) {
                throw new DecodeException(
                        kind,
                        "",
                        "no kind " + GoText.quote(kind) + " is registered for version "
                                + GoText.quote(
                                        Json.textAt(body, "apiVersion").isEmpty()
                                                ? "meta.k8s.io/v1"
                                                : Json.textAt(body, "apiVersion"))
                                + " in scheme \"k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:31\"");
            }
            return call.strategy().readOptions(body);
        } catch (DecodeException e) {
            throw minor < 35 ? Statuses.plain(500, e.words()) : Statuses.badRequest(e.words());
        }
    }

    private static DeleteOptions fromBody(Call call, ObjectNode body, FieldErrors errors) {
        List<String> dryRun = new ArrayList<>();
        body.path("dryRun").forEach(value -> dryRun.add(value.asText()));
        String propagation = textOrNull(body.path("propagationPolicy"));
        boolean orphanGiven = body.hasNonNull("orphanDependents");
        propagation = propagation(
                propagation, orphanGiven, body.path("orphanDependents").asBoolean(), errors);
        WriteOptions.dryRun(call, dryRun, errors);
        JsonNode grace = body.path("gracePeriodSeconds");
        return new DeleteOptions(
                grace.isNumber() ? positive(grace.longValue()) : null,
                propagation,
                textOrNull(body.path("preconditions").path("uid")),
                textOrNull(body.path("preconditions").path("resourceVersion")),
                orphanGiven && !body.path("orphanDependents").asBoolean());
    }

    private static DeleteOptions fromQuery(Call call, FieldErrors errors) {
        Query query = call.query();
        Long grace = query.has("gracePeriodSeconds") ? ListOptions.number(query.get("gracePeriodSeconds")) : null;
        String propagation = query.has("propagationPolicy") ? query.get("propagationPolicy") : null;
        boolean orphanGiven = query.has("orphanDependents");
        propagation = propagation(propagation, orphanGiven, query.flag("orphanDependents"), errors);
        WriteOptions.dryRun(call, query.all("dryRun"), errors);
        return new DeleteOptions(
                grace == null ? null : positive(grace),
                propagation,
                precondition(query, "uid"),
                precondition(query, "resourceVersion"),
                orphanGiven && !query.flag("orphanDependents"));
    }

    /** Writes down what a request asks for, as an object of kind DeleteOptions carries it. */
    static void describe(Call call, ObjectNode document) {
        if (call.body().bytes().length > 0) {
            ObjectNode body = Bodies.object(call, new Strategy.Strictness());
            for (String field :
                    List.of("gracePeriodSeconds", "preconditions", "orphanDependents", "propagationPolicy")) {
                if (body.hasNonNull(field)) {
                    document.set(field, body.path(field));
                }
            }
            return;
        }
        String grace = call.query().get("gracePeriodSeconds");
        if (!grace.isEmpty()) {
            document.set("gracePeriodSeconds", Json.number(ListOptions.number(grace)));
        }
        for (String name : List.of("resourceVersion", "uid")) {
            String value = precondition(call.query(), name);
            if (value != null) {
                Json.objectAt(document, "preconditions").put(name, value);
            }
        }
        String policy = call.query().get("propagationPolicy");
        if (!policy.isEmpty()) {
            document.put("propagationPolicy", policy);
        }
    }

    /** {@return what the object must be like; a list's version is read as its objects' version, too} */
    private static @Nullable String precondition(Query query, String name) {
        return query.get(name).isEmpty() ? null : query.get(name);
    }

    private static long positive(long grace) {
        return grace < 0 ? 1 : grace;
    }

    private static @Nullable String propagation(
            @Nullable String policy, boolean orphanGiven, boolean orphan, FieldErrors errors) {
        if (policy != null && orphanGiven) {
            errors.invalid(
                    "propagationPolicy",
                    Json.text(policy),
                    "orphanDependents and deletionPropagation cannot be both set");
        }
        if (policy != null && !PROPAGATIONS.subList(0, 3).contains(policy)) {
            errors.notSupported("propagationPolicy", Json.text(policy), PROPAGATIONS);
        }
        return policy != null || !orphanGiven ? policy : orphan ? "Orphan" : "Background";
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    static RuntimeException notAllowed(String why) {
        return Statuses.badRequest(why);
    }
}
