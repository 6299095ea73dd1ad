package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.authentication.ServiceAccountTokens;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Outcome;
import dev.ocpv.testkit.server.registry.Verbs;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers who somebody is, and hands out what service accounts prove it with. */
final class IdentityReviews {
    private static final long SHORTEST = 600;
    private static final long LONGEST = 1L << 32;
    private static final List<String> BOUND = List.of("Node", "Pod", "Secret");

    /** From this minor on, a token that was handed out has a uid. */
    private static final int WITH_UID = 31;

    private IdentityReviews() {}

    /** {@return who the request is from} */
    static Outcome self(Call call, Verbs verbs) {
        verbs.admit(call, verbs.sent(call));
        ObjectNode review = call.strategy().blank(call);
        Json.objectAt(review, "metadata")
                .put("creationTimestamp", verbs.backend().now());
        Json.objectAt(review, "status").set("userInfo", call.client().identity().toJson());
        return Outcome.object(201, review);
    }

    /** {@return whose a token is} */
    static Outcome token(Call call, Verbs verbs) {
        ObjectNode review = verbs.sent(call);
        String token = Json.textAt(review, "spec", "token");
        if (token.isEmpty()) {
            throw Statuses.badRequest("token is required for TokenReview in authentication");
        }
        verbs.admit(call, review);
        List<String> wanted = texts(review.path("spec").path("audiences"));
        if (wanted.isEmpty()) {
            wanted = List.of(ServiceAccountTokens.AUDIENCE);
        }
        ObjectNode status = Json.object();
        Optional<ServiceAccountTokens.Holder> holder =
                verbs.backend().authentication().holder(token);
        List<String> common = new ArrayList<>(
                holder.map(ServiceAccountTokens.Holder::audiences).orElse(List.of()));
        common.retainAll(wanted);
        if (holder.isEmpty() || common.isEmpty()) {
            status.putObject("user");
            status.put(
                    "error", holder.map(found -> otherAudiences(found, review)).orElse("invalid bearer token"));
        } else {
            status.put("authenticated", true)
                    .set("user", holder.get().identity().toJson());
            var audiences = status.putArray("audiences");
            common.forEach(audiences::add);
        }
        review.set("status", status);
        return Outcome.object(201, review);
    }

    private static String otherAudiences(ServiceAccountTokens.Holder holder, ObjectNode review) {
        List<String> wanted = texts(review.path("spec").path("audiences"));
        return "[invalid bearer token, token audiences " + quoted(holder.audiences())
                + " is invalid for the target audiences "
                + quoted(wanted.isEmpty() ? List.of(ServiceAccountTokens.AUDIENCE) : wanted) + "]";
    }

    private static String quoted(List<String> texts) {
        return "[" + String.join(" ", texts.stream().map(GoText::quote).toList()) + "]";
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** {@return a new token of the service account that the call is about} */
    static Outcome issue(Call call, Verbs verbs) {
        ObjectNode request = verbs.sent(call);
        checkName(call, request, verbs.backend().minor());
        Entry account = verbs.backend().store().current().get("serviceaccounts", call.namespace(), call.name());
        if (account == null) {
            throw call.notFound();
        }
        ObjectNode spec = Json.objectAt(request, "spec");
        long seconds = spec.path("expirationSeconds").asLong();
        checkDuration(seconds, spec, verbs.backend().minor());
        ObjectNode metadata = Json.objectAt(request, "metadata");
        metadata.put("name", call.name()).put("namespace", call.namespace());
        metadata.put("creationTimestamp", verbs.backend().now());
        if (verbs.backend().minor() >= WITH_UID) {
            metadata.put("uid", verbs.backend().newUid());
        }
        if (Json.isEmpty(spec.path("audiences"))) {
            spec.putArray("audiences").add(ServiceAccountTokens.AUDIENCE);
        }
        verbs.admit(call, request);
        checkBound(call, spec.path("boundObjectRef"), verbs.backend());
        Instant expires =
                verbs.backend().instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds);
        String token = verbs.backend()
                .authentication()
                .accounts()
                .issue(account.object(), texts(spec.path("audiences")), expires);
        request.putObject("status").put("token", token).put("expirationTimestamp", expires.toString());
        return Outcome.object(201, request);
    }

    private static void checkName(Call call, ObjectNode request, int minor) {
        String name = Json.textAt(request, "metadata", "name");
        if (!name.isEmpty() && !name.equals(call.name())) {
            FieldErrors errors = new FieldErrors(minor);
            errors.invalid("metadata.name", name, "must match the service account name if specified");
            throw Statuses.invalid("authentication.k8s.io", "TokenRequest", call.name(), errors.causes());
        }
    }

    /** Checks that the object is there with which the token is to end. */
    private static void checkBound(Call call, JsonNode bound, Backend backend) {
        if (!bound.isObject()) {
            return;
        }
        String apiVersion = Json.textAt(bound, "apiVersion");
        String kind = Json.textAt(bound, "kind");
        if (apiVersion.contains("/") || !BOUND.contains(kind)) {
            throw Statuses.badRequest("cannot bind token to object of type "
                    + (apiVersion.contains("/") ? apiVersion : "/" + apiVersion) + ", Kind=" + kind);
        }
        if (kind.equals("Node") && backend.minor() < 31) {
            throw Statuses.badRequest("cannot bind token to a Node object as the \"ServiceAccountTokenNodeBinding\""
                    + " feature-gate is disabled");
        }
        String resource = kind.toLowerCase(Locale.ROOT) + "s";
        String name = Json.textAt(bound, "name");
        Entry entry = backend.store().current().get(resource, kind.equals("Node") ? "" : call.namespace(), name);
        if (entry == null) {
            throw Statuses.notFound("", resource, name);
        }
        if (kind.equals("Pod")
                && !Json.textAt(entry.object(), "spec", "serviceAccountName").equals(call.name())) {
            throw Statuses.badRequest("cannot bind token for serviceaccount " + GoText.quote(call.name())
                    + " to pod running with different serviceaccount name.");
        }
        String wanted = Json.textAt(bound, "uid");
        String uid = Json.textAt(entry.object(), "metadata", "uid");
        if (!wanted.isEmpty() && !wanted.equals(uid)) {
            throw Statuses.conflict(
                    "",
                    kind,
                    name,
                    "the UID in the bound object reference (" + wanted
                            + ") does not match the UID in record. The object"
                            + " might have been deleted and then recreated");
        }
    }

    private static void checkDuration(long seconds, ObjectNode spec, int minor) {
        FieldErrors errors = new FieldErrors(minor);
        if (seconds < SHORTEST) {
            errors.invalid(
                    "spec.expirationSeconds",
                    spec.path("expirationSeconds"),
                    "may not specify a duration less than 10 minutes");
        }
        if (seconds > LONGEST) {
            errors.invalid(
                    "spec.expirationSeconds",
                    spec.path("expirationSeconds"),
                    "may not specify a duration larger than 2^32 seconds");
        }
        if (!errors.isEmpty()) {
            throw Statuses.invalid("authentication.k8s.io", "TokenRequest", "", errors.causes());
        }
    }
}
