package dev.ocpv.testkit.server.admission.match;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.LabelSelector;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out whether a write is one that somebody wants to be asked about, and in which version. */
public final class Matcher {
    private final Backend backend;

    /** Over the resources and namespaces of a server. */
    public Matcher(Backend backend) {
        this.backend = backend;
    }

    /**
     * {@return the resource, in the version that is wanted, or nothing where the write does not fit}
     *
     * @param match selectors, matchPolicy, resourceRules and excludeResourceRules, all of which may be absent
     */
    public Optional<ResourceDef> match(AdmissionRequest request, JsonNode match) {
        return match(request, match, match.path("resourceRules"), true);
    }

    /** {@return the same for a webhook, whose rules stand elsewhere, and to which no rule means no write} */
    public Optional<ResourceDef> matchWebhook(AdmissionRequest request, JsonNode webhook) {
        return match(request, webhook, webhook.path("rules"), false);
    }

    private Optional<ResourceDef> match(AdmissionRequest request, JsonNode match, JsonNode rules, boolean noneIsAll) {
        AdmissionRequest.Target target = request.target();
        ResourceDef own =
                backend.catalog().find(ResourceDef.apiVersion(target.group(), target.version()), target.resource());
        if (own == null || !objectFits(request, match.path("objectSelector"))) {
            return Optional.empty();
        }
        boolean exact = Json.textAt(match, "matchPolicy").equals("Exact");
        if (find(request, own, match.path("excludeResourceRules"), exact).isPresent()) {
            return Optional.empty();
        }
        Optional<ResourceDef> found =
                Json.isEmpty(rules) && noneIsAll ? Optional.of(own) : find(request, own, rules, exact);
        return found.isPresent() && namespaceFits(request, match.path("namespaceSelector")) ? found : Optional.empty();
    }

    private static boolean objectFits(AdmissionRequest request, JsonNode selector) {
        if (Json.isEmpty(selector)) {
            return true;
        }
        LabelSelector labels = LabelSelector.of(selector);
        return labels.isEverything()
                || (request.object().isObject() && labels.matches(labels(request.object())))
                || (request.oldObject().isObject() && labels.matches(labels(request.oldObject())));
    }

    private static JsonNode labels(JsonNode object) {
        return object.path("metadata").path("labels");
    }

    private boolean namespaceFits(AdmissionRequest request, JsonNode selector) {
        String namespace = namespaceOf(request);
        boolean isNamespace = isNamespace(request.target());
        if (Json.isEmpty(selector) || (namespace.isEmpty() && !isNamespace)) {
            return true;
        }
        LabelSelector labels = LabelSelector.of(selector);
        if (labels.isEverything()) {
            return true;
        }
        if (isNamespace
                && request.target().subresource().isEmpty()
                && !request.operation().equals("DELETE")) {
            return labels.matches(labels(request.object()));
        }
        Entry entry = backend.store().current().get("namespaces", "", namespace);
        if (entry == null) {
            throw Statuses.notFound("", "namespaces", namespace);
        }
        return labels.matches(labels(entry.object()));
    }

    private static boolean isNamespace(AdmissionRequest.Target target) {
        return target.group().isEmpty() && target.resource().equals("namespaces");
    }

    /** {@return the namespace that a write is in; a namespace is in itself} */
    public static String namespaceOf(AdmissionRequest request) {
        AdmissionRequest.Target target = request.target();
        return isNamespace(target) ? target.name() : target.namespace();
    }

    private Optional<ResourceDef> find(AdmissionRequest request, ResourceDef own, JsonNode rules, boolean exact) {
        for (JsonNode rule : rules) {
            if (fits(request, own, rule)) {
                return Optional.of(own);
            }
        }
        if (exact || rules.isEmpty()) {
            return Optional.empty();
        }
        List<ResourceDef> others = equivalents(own);
        for (JsonNode rule : rules) {
            for (ResourceDef other : others) {
                if (fits(request, other, rule)) {
                    return Optional.of(other);
                }
            }
        }
        return Optional.empty();
    }

    /** {@return the same objects in other versions} */
    private List<ResourceDef> equivalents(ResourceDef own) {
        List<ResourceDef> others = new ArrayList<>(0);
        for (Map<String, ResourceDef> version : backend.catalog().byVersion().values()) {
            for (ResourceDef def : version.values()) {
                if (def.storage().equals(own.storage()) && !def.apiVersion().equals(own.apiVersion())) {
                    others.add(def);
                }
            }
        }
        return others;
    }

    private static boolean fits(AdmissionRequest request, ResourceDef def, JsonNode rule) {
        JsonNode names = rule.path("resourceNames");
        return has(rule.path("operations"), request.operation())
                && has(rule.path("apiGroups"), def.group())
                && has(rule.path("apiVersions"), def.version())
                && hasResource(
                        rule.path("resources"), def.plural(), request.target().subresource())
                && hasScope(Json.textAt(rule, "scope"), request)
                && (names.isEmpty() || contains(names, request.target().name()));
    }

    private static boolean hasScope(String scope, AdmissionRequest request) {
        boolean inNamespace =
                !isNamespace(request.target()) && !request.target().namespace().isEmpty();
        return switch (scope) {
            case "Namespaced" -> inNamespace;
            case "Cluster" -> !inNamespace;
            default -> true;
        };
    }

    private static boolean has(JsonNode list, String wanted) {
        return contains(list, "*") || contains(list, wanted);
    }

    private static boolean contains(JsonNode list, String wanted) {
        for (JsonNode item : list) {
            if (item.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasResource(JsonNode list, String resource, String subresource) {
        for (JsonNode item : list) {
            String text = item.asText();
            int slash = text.indexOf('/');
            String name = slash < 0 ? text : text.substring(0, slash);
            String sub = slash < 0 ? "" : text.substring(slash + 1);
            if ((name.equals("*") || name.equals(resource)) && (sub.equals("*") || sub.equals(subresource))) {
                return true;
            }
        }
        return false;
    }
}
