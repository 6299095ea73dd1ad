package dev.ocpv.testkit.server.admission.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.admission.match.Matcher;
import dev.ocpv.testkit.server.admission.match.Versioned;
import dev.ocpv.testkit.server.cel.AdmissionScope;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.status.Cause;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Refuses what the policies that are stored refuse, where a binding puts them into force. */
public final class Policies implements AdmissionHook {
    private static final String GROUP = "admissionregistration.k8s.io";
    private static final String POLICIES = "validatingadmissionpolicies." + GROUP;
    private static final String BINDINGS = "validatingadmissionpolicybindings." + GROUP;
    private static final Set<String> REVIEWS = Set.of("authentication.k8s.io", "authorization.k8s.io");

    private final Backend backend;
    private final Matcher matcher;
    private final Params params;
    private final Map<String, CompiledPolicy> compiled = new ConcurrentHashMap<>();

    /** Over the policies of a server. */
    public Policies(Backend backend) {
        this.backend = backend;
        this.matcher = new Matcher(backend);
        this.params = new Params(backend);
    }

    /** A denial, and who says so. */
    private record Refusal(CompiledPolicy policy, String binding, CompiledPolicy.Denial denial) {
        String words() {
            String by = binding.isEmpty() ? "" : " with binding '" + binding + "'";
            return "ValidatingAdmissionPolicy '" + policy.name() + "'" + by + " denied request: " + denial.message();
        }
    }

    @Override
    public void validate(AdmissionRequest request) {
        Snapshot now = backend.store().current();
        if (!now.all(BINDINGS).iterator().hasNext() || isExempt(request.target())) {
            return;
        }
        List<Refusal> refusals = new ArrayList<>(0);
        for (Entry entry : now.all(POLICIES)) {
            List<Entry> bindings = bindings(now, entry.name());
            if (!bindings.isEmpty()) {
                ask(policy(entry), bindings, request, refusals);
            }
        }
        if (!refusals.isEmpty()) {
            throw refuse(request, refusals.get(0));
        }
    }

    /** A policy that refused to be deleted could never be got rid of; what only asks is never refused. */
    private static boolean isExempt(AdmissionRequest.Target target) {
        return REVIEWS.contains(target.group())
                || (target.group().equals(GROUP) && target.resource().startsWith("validatingadmissionpolic"));
    }

    private static List<Entry> bindings(Snapshot now, String policy) {
        List<Entry> bindings = new ArrayList<>(1);
        for (Entry binding : now.all(BINDINGS)) {
            if (Json.textAt(binding.object(), "spec", "policyName").equals(policy)) {
                bindings.add(binding);
            }
        }
        return bindings;
    }

    @SuppressWarnings("ReferenceEquality")
    private CompiledPolicy policy(Entry entry) {
        CompiledPolicy known = compiled.get(entry.name());
        if (known == null || known.source() != entry.object()) {
            known = new CompiledPolicy(entry.object(), backend.minor());
            compiled.put(entry.name(), known);
        }
        return known;
    }

    private void ask(CompiledPolicy policy, List<Entry> bindings, AdmissionRequest request, List<Refusal> refusals) {
        ResourceDef wanted;
        ResourceDef kind;
        try {
            Optional<ResourceDef> match = matcher.match(request, policy.spec().path("matchConstraints"));
            if (match.isEmpty()) {
                return;
            }
            wanted = match.get();
            kind = params.kind(policy.spec());
        } catch (StatusException e) {
            misconfigured(policy, "", "failed to configure policy: " + e.words(), refusals);
            return;
        } catch (Params.MissingException e) {
            misconfigured(policy, "", "failed to configure policy: " + e.words(), refusals);
            return;
        }
        for (Entry binding : bindings) {
            try {
                ask(new Question(policy, wanted, kind), binding, request, refusals);
            } catch (StatusException e) {
                misconfigured(policy, binding.name(), "failed to configure binding: " + e.words(), refusals);
            } catch (Params.MissingException e) {
                misconfigured(policy, binding.name(), "failed to configure binding: " + e.words(), refusals);
            }
        }
    }

    private static void misconfigured(CompiledPolicy policy, String binding, String words, List<Refusal> refusals) {
        if (policy.failsOnError()) {
            refusals.add(new Refusal(policy, binding, new CompiledPolicy.Denial(words, "", true)));
        }
    }

    /** A policy, the version it wants to see, and the kind of its parameters. */
    private record Question(
            CompiledPolicy policy,
            ResourceDef wanted,
            @Nullable ResourceDef paramKind) {}

    private void ask(Question question, Entry binding, AdmissionRequest request, List<Refusal> refusals)
            throws Params.MissingException {
        JsonNode spec = binding.object().path("spec");
        JsonNode match = spec.path("matchResources");
        if (match.isObject() && matcher.match(request, match).isEmpty()) {
            return;
        }
        List<JsonNode> given = params.of(question.paramKind(), spec, Matcher.namespaceOf(request));
        if (given.isEmpty()) {
            return;
        }
        AdmissionScope scope = scope(request, question.wanted());
        for (JsonNode param : given) {
            AdmissionScope with = question.paramKind() == null ? scope : scope.with("params", param);
            for (CompiledPolicy.Denial denial : question.policy().check(with)) {
                act(new Refusal(question.policy(), binding.name(), denial), spec, request, refusals);
            }
        }
    }

    private static void act(Refusal refusal, JsonNode spec, AdmissionRequest request, List<Refusal> refusals) {
        if (refusal.denial().always()) {
            refusals.add(refusal);
            return;
        }
        for (JsonNode action : spec.path("validationActions")) {
            switch (action.asText()) {
                case "Deny" -> refusals.add(refusal);
                case "Warn" ->
                    request.options()
                            .warnings()
                            .accept("Validation failed for ValidatingAdmissionPolicy '"
                                    + refusal.policy().name() + "' with binding '" + refusal.binding() + "': "
                                    + refusal.denial().message());
                default -> {}
            }
        }
    }

    private AdmissionScope scope(AdmissionRequest request, ResourceDef wanted) {
        AdmissionRequest.Target target = request.target();
        ResourceDef own =
                backend.catalog().find(ResourceDef.apiVersion(target.group(), target.version()), target.resource());
        Versioned seen = Versioned.of(request, own == null ? wanted : own, wanted);
        ObjectNode about = seen.describe();
        about.put("dryRun", request.options().dryRun());
        about.set("options", request.optionsDocument());
        Map<String, JsonNode> values = new HashMap<>();
        values.put("object", seen.object());
        values.put("oldObject", seen.oldObject());
        values.put("request", about);
        values.put("namespaceObject", namespace(target));
        return AdmissionScope.of(values)
                .asking(backend.authorizer(), request.options().identity(), seen.target());
    }

    private JsonNode namespace(AdmissionRequest.Target target) {
        Entry entry = target.namespace().isEmpty()
                ? null
                : backend.store().current().get("namespaces", "", target.namespace());
        return entry == null ? Json.missing() : entry.object();
    }

    private static StatusException refuse(AdmissionRequest request, Refusal refusal) {
        AdmissionRequest.Target target = request.target();
        String words = refusal.words();
        String name = request.refusedName();
        String reason = refusal.denial().reason().isEmpty()
                ? "Invalid"
                : refusal.denial().reason();
        int code = switch (reason) {
            case "Forbidden" -> 403;
            case "Unauthorized" -> 401;
            case "RequestEntityTooLarge" -> 413;
            default -> 422;
        };
        return new StatusException(
                code,
                reason,
                Statuses.qualified(target.group(), target.resource()) + " \"" + name + "\" is forbidden: " + words,
                StatusException.details(name, target.group(), target.resource(), List.of(new Cause("", words, ""))));
    }
}
