package dev.ocpv.testkit.server.admission.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.admission.match.Conditions;
import dev.ocpv.testkit.server.admission.match.Matcher;
import dev.ocpv.testkit.server.admission.match.Versioned;
import dev.ocpv.testkit.server.cel.AdmissionScope;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.patch.JsonPatch;
import dev.ocpv.testkit.server.patch.PatchException;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.webhook.CallFailedException;
import dev.ocpv.testkit.server.webhook.WebhookClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the webhooks that are stored, over HTTPS, one after the other. */
public final class Webhooks implements AdmissionHook {
    private static final String GROUP = "admissionregistration.k8s.io";
    private static final String MUTATING = "mutatingwebhookconfigurations." + GROUP;
    private static final String VALIDATING = "validatingwebhookconfigurations." + GROUP;
    private static final int MOST_CONDITIONS = 1000;
    private static final Set<String> HARMLESS = Set.of("None", "NoneOnDryRun");

    private final Backend backend;
    private final Matcher matcher;
    private final WebhookClient client;
    private final Map<JsonNode, Conditions> conditions = new ConcurrentHashMap<>();

    /** Over the webhooks of a server. */
    public Webhooks(Backend backend) {
        this.backend = backend;
        this.matcher = new Matcher(backend);
        this.client = new WebhookClient(backend);
    }

    @Override
    public JsonNode mutate(AdmissionRequest request) {
        List<JsonNode> hooks = hooks(MUTATING, request.target());
        if (hooks.isEmpty()) {
            return request.object();
        }
        AdmissionRequest current = request;
        List<JsonNode> asked = new ArrayList<>(0);
        List<JsonNode> again = new ArrayList<>(0);
        for (JsonNode hook : hooks) {
            Optional<Answer> answer = ask(hook, current, true);
            if (answer.isEmpty()) {
                continue;
            }
            AdmissionRequest changed = changed(answer.get(), current);
            if (!changed.object().equals(current.object())) {
                asked.stream().filter(other -> !again.contains(other)).forEach(again::add);
            }
            current = changed;
            if (Json.textAt(hook, "reinvocationPolicy").equals("IfNeeded")) {
                asked.add(hook);
            }
        }
        for (JsonNode hook : again) {
            Optional<Answer> answer = ask(hook, current, true);
            current = answer.isEmpty() ? current : changed(answer.get(), current);
        }
        return current.object().equals(request.object()) ? request.object() : current.object();
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (request.operation().equals("DELETE")) {
            hooks(MUTATING, request.target()).forEach(hook -> ask(hook, request, true));
        }
        for (JsonNode hook : hooks(VALIDATING, request.target())) {
            ask(hook, request, false);
        }
    }

    /** Webhooks are never asked about webhooks and policies, or nobody could get rid of a broken one. */
    private List<JsonNode> hooks(String resource, AdmissionRequest.Target target) {
        List<JsonNode> hooks = new ArrayList<>(0);
        if (!target.group().equals(GROUP)) {
            for (Entry configuration : backend.store().current().all(resource)) {
                configuration.object().path("webhooks").forEach(hooks::add);
            }
        }
        return hooks;
    }

    private AdmissionRequest changed(Answer answer, AdmissionRequest request) {
        byte[] patch = Review.patch(answer.response());
        if (patch.length == 0 || !(answer.seen().object() instanceof ObjectNode object)) {
            return request;
        }
        try {
            if (Json.owned(JsonPatch.decode(patch).apply(object)) instanceof ObjectNode changed) {
                return request.with(answer.seen().back(own(request), changed));
            }
            throw Statuses.internal("the patch of a webhook leaves no object");
        } catch (PatchException e) {
            throw Statuses.internal(String.valueOf(e.getMessage()));
        }
    }

    private ResourceDef own(AdmissionRequest request) {
        AdmissionRequest.Target target = request.target();
        return Objects.requireNonNull(
                backend.catalog().find(ResourceDef.apiVersion(target.group(), target.version()), target.resource()));
    }

    /** What a webhook saw, and what it said to it. */
    private record Answer(Versioned seen, JsonNode response) {}

    /** {@return what a webhook allows; nothing where it is not asked or need not be heard} */
    private Optional<Answer> ask(JsonNode hook, AdmissionRequest request, boolean mutating) {
        Optional<ResourceDef> wanted = matcher.matchWebhook(request, hook);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Versioned seen = Versioned.of(request, own(request), wanted.get());
        if (!holds(hook, seen)) {
            return Optional.empty();
        }
        String name = Json.textAt(hook, "name");
        if (request.options().dryRun() && !HARMLESS.contains(Json.textAt(hook, "sideEffects"))) {
            throw Statuses.badRequest("admission webhook " + GoText.quote(name) + " does not support dry run");
        }
        JsonNode response;
        try {
            response = called(hook, seen, mutating);
        } catch (CallFailedException e) {
            if (isIgnored(hook)) {
                return Optional.empty();
            }
            throw Statuses.internal("failed calling webhook " + GoText.quote(name) + ": " + e.words());
        }
        response.path("warnings").forEach(text -> request.options().warnings().accept(text.asText()));
        if (!response.path("allowed").asBoolean()) {
            throw Review.refusal(name, response);
        }
        return Optional.of(new Answer(seen, response));
    }

    private JsonNode called(JsonNode hook, Versioned seen, boolean mutating) throws CallFailedException {
        Review review = new Review(hook, backend.newUid(), seen);
        JsonNode answer;
        try {
            long seconds = hook.path("timeoutSeconds").asLong(10);
            answer = client.post(hook.path("clientConfig"), "?timeout=" + seconds + "s", seconds, review.document());
        } catch (CallFailedException e) {
            throw new CallFailedException("failed to call webhook: " + e.words());
        }
        return review.response(answer, mutating);
    }

    private static boolean isIgnored(JsonNode hook) {
        return Json.textAt(hook, "failurePolicy").equals("Ignore");
    }

    private boolean holds(JsonNode hook, Versioned seen) {
        JsonNode stated = hook.path("matchConditions");
        if (stated.isEmpty()) {
            return true;
        }
        AdmissionRequest request = seen.request();
        ObjectNode about = seen.describe();
        about.put("dryRun", request.options().dryRun());
        about.set("options", request.optionsDocument());
        Map<String, JsonNode> values = new HashMap<>();
        values.put("object", seen.object());
        values.put("oldObject", seen.oldObject());
        values.put("request", about);
        values.put("namespaceObject", Json.missing());
        if (conditions.size() > MOST_CONDITIONS) {
            conditions.clear();
        }
        Conditions.Verdict verdict = conditions
                .computeIfAbsent(stated, node -> new Conditions(node, backend.minor(), false))
                .check(AdmissionScope.of(values)
                        .asking(backend.authorizer(), request.options().identity(), seen.target()));
        if (!verdict.error().isEmpty() && !isIgnored(hook)) {
            throw refused(request, verdict.error());
        }
        return verdict.holds();
    }

    private static StatusException refused(AdmissionRequest request, String words) {
        AdmissionRequest.Target target = request.target();
        return Statuses.forbidden(target.group(), target.resource(), target.name(), words, List.of());
    }
}
