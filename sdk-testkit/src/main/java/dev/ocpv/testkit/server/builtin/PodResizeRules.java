package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.List;

/** What of a pod can change while it runs: how much processor and memory its containers get. */
final class PodResizeRules {
    private static final List<String> LISTS = List.of("containers", "initContainers");

    private PodResizeRules() {}

    static void check(Part pod, Part old) {
        Part spec = pod.at("spec");
        Part was = old.at("spec");
        String reason = unchangeable(old);
        if (!reason.isEmpty()) {
            spec.as("[]").forbidden(reason);
            return;
        }
        String quality = PodStrategy.qosClass(spec.value());
        if (!quality.equals(PodStrategy.qosClass(was.value()))) {
            pod.at("status", "qosClass")
                    .as(spec.path())
                    .invalid("Pod QOS Class may not change as a result of resizing");
        }
        if (!sameContainers(spec, was)) {
            return;
        }
        int before = pod.errors().causes().size();
        containers(spec, was, true);
        containers(spec, was, false);
        for (Part container : spec.at("containers").items()) {
            Part other = at(was, "containers", container);
            if (!onlySizes(container.value(), other.value())) {
                spec.forbidden("only cpu and memory resources are mutable");
            }
        }
        initContainers(spec, was);
        if (pod.errors().causes().size() == before) {
            rest(spec, was);
        }
    }

    private static String unchangeable(Part old) {
        if (old.at("metadata", "annotations").keys().contains("kubernetes.io/config.mirror")) {
            return "static pods cannot be resized";
        }
        return old.at("spec", "os", "name").is("windows") ? "windows pods cannot be resized" : "";
    }

    private static boolean sameContainers(Part spec, Part was) {
        boolean same = true;
        for (String list : LISTS) {
            List<Part> now = spec.at(list).items();
            List<Part> then = was.at(list).items();
            if (now.size() != then.size()) {
                spec.at(list).forbidden(list + " may not be added or removed on resize");
                same = false;
                continue;
            }
            for (int i = 0; i < now.size(); i++) {
                if (!now.get(i).at("name").is(then.get(i).at("name").text())) {
                    now.get(i).at("name").forbidden(list + " may not be renamed or reordered on resize");
                    same = false;
                }
            }
        }
        return same;
    }

    private static Part at(Part spec, String list, Part container) {
        String name = container.at("name").text();
        return spec.at(list).items().stream()
                .filter(one -> one.at("name").is(name))
                .findFirst()
                .orElse(container);
    }

    private static void containers(Part spec, Part was, boolean init) {
        String list = init ? "initContainers" : "containers";
        for (Part container : spec.at(list).items()) {
            Part other = at(was, list, container);
            if (init && !other.at("restartPolicy").is("Always")) {
                continue;
            }
            for (String kind : List.of("requests", "limits")) {
                Part now = container.at("resources", kind);
                List<String> names = other.at("resources", kind).keys();
                if (!now.keys().containsAll(names)) {
                    now.forbidden("resource " + kind + " cannot be removed");
                }
            }
        }
    }

    private static void initContainers(Part spec, Part was) {
        for (Part container : spec.at("initContainers").items()) {
            Part other = at(was, "initContainers", container);
            if (!container.at("restartPolicy").is("Always")) {
                if (!container.value().equals(other.value())) {
                    spec.forbidden("resources for non-sidecar init containers are immutable");
                }
            } else if (!onlySizes(container.value(), other.value())) {
                spec.forbidden("only cpu and memory resources for sidecar containers are mutable");
            }
        }
    }

    private static boolean onlySizes(JsonNode now, JsonNode was) {
        return unsized(now).equals(unsized(was));
    }

    private static ObjectNode unsized(JsonNode container) {
        ObjectNode plain = container.deepCopy();
        for (String kind : List.of("requests", "limits")) {
            if (plain.path("resources").get(kind) instanceof ObjectNode amounts) {
                amounts.remove(List.of("cpu", "memory"));
                if (amounts.isEmpty()) {
                    Json.objectAt(plain, "resources").remove(kind);
                }
            }
        }
        return plain;
    }

    private static void rest(Part spec, Part was) {
        ObjectNode now = Json.shallow((ObjectNode) spec.value());
        ObjectNode then = Json.shallow((ObjectNode) was.value());
        LISTS.forEach(now::remove);
        LISTS.forEach(then::remove);
        if (!now.equals(then)) {
            spec.forbidden("only cpu and memory resources are mutable");
        }
    }
}
