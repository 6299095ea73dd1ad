package dev.ocpv.testkit.server.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Commit;
import dev.ocpv.testkit.server.registry.LabelSelector;
import dev.ocpv.testkit.server.registry.Registry;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.store.Entry;
import java.util.Objects;

/** Fills the cluster roles that collect the rules of others. */
public final class RoleAggregation {
    private static final String GROUP_VERSION = "rbac.authorization.k8s.io/v1";
    private static final String RESOURCE = "clusterroles.rbac.authorization.k8s.io";

    private final Backend backend;
    private final Requests requests;

    /** Over the cluster roles of a server. */
    public RoleAggregation(Backend backend, Registry registry) {
        this.backend = backend;
        this.requests = new Requests(backend, registry, "clusterrole-aggregation-controller");
    }

    /** Reacts to a change of any object. */
    public void onCommit(Commit commit) {
        if (!commit.def().resource().equals(RESOURCE)) {
            return;
        }
        for (Entry role : backend.store().current().all(RESOURCE)) {
            JsonNode selectors = role.object().path("aggregationRule").path("clusterRoleSelectors");
            if (!selectors.isEmpty()) {
                fill(role, selectors);
            }
        }
    }

    private void fill(Entry role, JsonNode selectors) {
        ArrayNode rules = Json.array();
        for (Entry other : backend.store().current().all(RESOURCE)) {
            if (!other.name().equals(role.name()) && isSelected(other, selectors)) {
                for (JsonNode rule : other.object().path("rules")) {
                    if (!contains(rules, rule)) {
                        rules.add(rule);
                    }
                }
            }
        }
        if (!rules.equals(role.object().path("rules")) && !(rules.isEmpty() && isBare(role))) {
            ObjectNode object = Json.shallow(role.object());
            object.put("kind", "ClusterRole").put("apiVersion", GROUP_VERSION).set("rules", rules);
            ResourceDef def = backend.catalog().find(GROUP_VERSION, "clusterroles");
            requests.update(Item.of(Objects.requireNonNull(def), role), "", object);
        }
    }

    private static boolean isBare(Entry role) {
        return Json.isEmpty(role.object().path("rules"));
    }

    private static boolean isSelected(Entry role, JsonNode selectors) {
        JsonNode labels = role.object().path("metadata").path("labels");
        for (JsonNode selector : selectors) {
            if (LabelSelector.of(selector).matches(labels)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(ArrayNode rules, JsonNode wanted) {
        for (JsonNode rule : rules) {
            if (rule.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
