package dev.ocpv.testkit.server.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Snapshot;
import dev.ocpv.testkit.server.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Goes by the roles and bindings that are stored. */
public final class Rbac implements Authorizer {
    /** The group of roles and bindings. */
    static final String GROUP = "rbac.authorization.k8s.io";

    private final Store store;

    /** By what is in a store. */
    public Rbac(Store store) {
        this.store = store;
    }

    @Override
    public Decision decide(Attributes attributes) {
        if (attributes.user().groups().contains(Identity.MASTERS)) {
            return new Decision(true, "");
        }
        List<Rule> held = new ArrayList<>(1);
        List<String> reason = new ArrayList<>(1);
        Visit visit = new Visit(attributes.user(), (rule, why) -> {
            if (!rule.allows(attributes)) {
                return true;
            }
            held.add(rule);
            reason.add(why);
            return false;
        });
        visit.all(attributes.target().namespace());
        if (!held.isEmpty()) {
            return new Decision(true, "RBAC: allowed by " + reason.get(0));
        }
        return new Decision(
                false, visit.errors.isEmpty() ? "" : "RBAC: " + new Grants(List.of(), visit.errors).error());
    }

    @Override
    public Grants grants(Identity user, String namespace) {
        List<Rule> rules = new ArrayList<>();
        Visit visit = new Visit(user, (rule, why) -> rules.add(rule));
        visit.all(namespace);
        return new Grants(rules, visit.errors);
    }

    /** {@return the rules of the role that a binding in a namespace refers to} Throws NotFound where there is none. */
    List<Rule> rulesOf(JsonNode roleRef, String namespace) {
        return rulesOf(store.current(), roleRef, namespace);
    }

    private static List<Rule> rulesOf(Snapshot snapshot, JsonNode roleRef, String namespace) {
        boolean local = Json.textAt(roleRef, "kind").equals("Role");
        String plural = local ? "roles" : "clusterroles";
        String name = Json.textAt(roleRef, "name");
        Entry role = snapshot.get(plural + "." + GROUP, local ? namespace : "", name);
        if (role == null) {
            throw Statuses.notFound(GROUP, local ? "role" : "clusterrole", name);
        }
        List<Rule> rules = new ArrayList<>();
        role.object().path("rules").forEach(rule -> rules.add(Rule.of(rule)));
        return rules;
    }

    /** {@return whether a subject of a binding in a namespace is that user} */
    private static boolean isSubject(JsonNode subject, Identity user, String namespace) {
        String name = Json.textAt(subject, "name");
        return switch (Json.textAt(subject, "kind")) {
            case "User" -> name.equals(user.name());
            case "Group" -> user.groups().contains(name);
            case "ServiceAccount" -> {
                String in = Json.textAt(subject, "namespace");
                String place = in.isEmpty() ? namespace : in;
                yield !place.isEmpty()
                        && Identity.serviceAccount(place, name).name().equals(user.name());
            }
            default -> false;
        };
    }

    /** One walk over all rules that a user has, until one of them is enough. */
    private final class Visit {
        private final Snapshot snapshot = store.current();
        private final Identity user;
        private final BiPredicate<Rule, String> visitor;
        private final List<String> errors = new ArrayList<>();

        Visit(Identity user, BiPredicate<Rule, String> visitor) {
            this.user = user;
            this.visitor = visitor;
        }

        void all(String namespace) {
            if (bindings("", "clusterrolebindings") && !namespace.isEmpty()) {
                bindings(namespace, "rolebindings");
            }
        }

        private boolean bindings(String namespace, String plural) {
            for (Entry entry : snapshot.all(plural + "." + GROUP)) {
                if (entry.namespace().equals(namespace) && !binding(entry, namespace)) {
                    return false;
                }
            }
            return true;
        }

        private boolean binding(Entry entry, String namespace) {
            for (JsonNode subject : entry.object().path("subjects")) {
                if (isSubject(subject, user, namespace)) {
                    return rules(entry, subject, namespace);
                }
            }
            return true;
        }

        private boolean rules(Entry binding, JsonNode subject, String namespace) {
            JsonNode roleRef = binding.object().path("roleRef");
            List<Rule> rules;
            try {
                rules = rulesOf(snapshot, roleRef, namespace);
            } catch (dev.ocpv.testkit.server.status.StatusException e) {
                errors.add(e.words());
                return true;
            }
            for (Rule rule : rules) {
                if (!visitor.test(rule, why(binding, roleRef, subject, namespace))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static String why(Entry binding, JsonNode roleRef, JsonNode subject, String namespace) {
        String bound = namespace.isEmpty()
                ? "ClusterRoleBinding " + GoText.quote(binding.name())
                : "RoleBinding " + GoText.quote(binding.name() + "/" + namespace);
        String kind = Json.textAt(subject, "kind");
        String name = Json.textAt(subject, "name");
        if (kind.equals("ServiceAccount")) {
            String in = Json.textAt(subject, "namespace");
            name = name + "/" + (in.isEmpty() ? namespace : in);
        }
        return bound + " of " + Json.textAt(roleRef, "kind") + " " + GoText.quote(Json.textAt(roleRef, "name")) + " to "
                + kind + " " + GoText.quote(name);
    }
}
