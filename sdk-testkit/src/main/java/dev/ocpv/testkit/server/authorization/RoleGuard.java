package dev.ocpv.testkit.server.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Nobody gives away more than they have: neither by a role nor by binding one. */
public final class RoleGuard implements AdmissionHook {
    private static final List<String> ANY = List.of("*");
    private static final List<Rule> EVERYTHING =
            List.of(new Rule(ANY, ANY, ANY, List.of(), List.of()), new Rule(ANY, List.of(), List.of(), List.of(), ANY));

    private final Rbac rbac;

    /** By the roles of a server. */
    public RoleGuard(Rbac rbac) {
        this.rbac = rbac;
    }

    @Override
    public JsonNode mutate(AdmissionRequest request) {
        AdmissionRequest.Target target = request.target();
        if (target.group().equals(Rbac.GROUP)
                && !request.options().groups().contains(Identity.MASTERS)
                && !isUnchanged(request)) {
            if (target.resource().endsWith("bindings")) {
                checkBinding(request);
            } else {
                checkRole(request);
            }
        }
        return request.object();
    }

    /** Whoever only adds finalizers and the like gives nothing away. */
    private static boolean isUnchanged(AdmissionRequest request) {
        if (!request.operation().equals("UPDATE")) {
            return false;
        }
        for (String field : List.of("rules", "aggregationRule", "subjects", "roleRef")) {
            if (!request.object().path(field).equals(request.oldObject().path(field))) {
                return false;
            }
        }
        return true;
    }

    private void checkRole(AdmissionRequest request) {
        AdmissionRequest.Target target = request.target();
        if (allowed(request, "escalate", target.resource(), target.namespace(), target.name())) {
            return;
        }
        List<Rule> rules = new ArrayList<>();
        request.object().path("rules").forEach(rule -> rules.add(Rule.of(rule)));
        confirm(request, rules);
        if (!Json.isEmpty(request.object().path("aggregationRule"))) {
            confirm(request, EVERYTHING);
        }
    }

    private void checkBinding(AdmissionRequest request) {
        AdmissionRequest.Target target = request.target();
        JsonNode roleRef = request.object().path("roleRef");
        boolean local = Json.textAt(roleRef, "kind").equals("Role");
        String plural = local ? "roles" : "clusterroles";
        if (allowed(request, "bind", plural, target.namespace(), Json.textAt(roleRef, "name"))) {
            return;
        }
        confirm(request, rbac.rulesOf(roleRef, target.namespace()));
    }

    private boolean allowed(AdmissionRequest request, String verb, String resource, String namespace, String name) {
        Attributes.Target target = new Attributes.Target(Rbac.GROUP, "v1", resource, "", namespace, name);
        return rbac.decide(Attributes.resource(request.options().identity(), verb, target))
                .allowed();
    }

    private void confirm(AdmissionRequest request, List<Rule> given) {
        Identity user = request.options().identity();
        Grants own = rbac.grants(user, request.target().namespace());
        List<Rule> missing = given.stream()
                .flatMap(rule -> rule.apart().stream())
                .filter(single -> own.rules().stream().noneMatch(rule -> rule.covers(single)))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        TreeSet<String> lines = new TreeSet<>();
        compact(missing).forEach(rule -> lines.add(rule.toString()));
        String words = "user " + GoText.quote(user.name()) + " (groups=" + Rule.quoted(user.groups())
                + ") is attempting to grant RBAC permissions not currently held:\n" + String.join("\n", lines);
        if (!own.errors().isEmpty()) {
            words += "; resolution errors: [" + own.error() + "]";
        }
        AdmissionRequest.Target target = request.target();
        throw Statuses.forbidden(target.group(), target.resource(), target.name(), words, List.of());
    }

    /** {@return rules in which the verbs of one thing stand together} */
    private static List<Rule> compact(List<Rule> single) {
        Map<Rule, List<String>> verbs = new LinkedHashMap<>();
        List<Rule> compact = new ArrayList<>();
        for (Rule rule : single) {
            if (rule.paths().isEmpty()) {
                Rule thing = new Rule(List.of(), rule.groups(), rule.resources(), rule.names(), List.of());
                List<String> known = verbs.computeIfAbsent(thing, t -> new ArrayList<>());
                rule.verbs().stream().filter(verb -> !known.contains(verb)).forEach(known::add);
            } else {
                compact.add(rule);
            }
        }
        verbs.forEach((thing, all) ->
                compact.add(new Rule(all, thing.groups(), thing.resources(), thing.names(), List.of())));
        return compact;
    }
}
