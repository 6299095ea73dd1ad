package dev.ocpv.testkit.simulator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The conditions of the operands, made into those of the HyperConverged; the last operand with a problem has its say. */
final class GatheredConditions {

    private static final Map<String, String> GOOD = Map.of(
            "ReconcileComplete",
            "True",
            "Available",
            "True",
            "Progressing",
            "False",
            "Degraded",
            "False",
            "Upgradeable",
            "True");

    private final Map<String, Said> said = new LinkedHashMap<>();

    private record Said(String status, String reason, String message) {}

    void add(GenericKubernetesResource operand) {
        var kind = operand.getKind();
        var tree = operand.getAdditionalProperties();
        if (Trees.listAt(tree, "status.conditions").isEmpty()) {
            var none = kind + " resource has no conditions";
            said.put("Available", new Said("False", kind + "Conditions", none));
            said.put("Progressing", new Said("True", kind + "Conditions", none));
            said.put("Upgradeable", new Said("False", kind + "Conditions", none));
            return;
        }
        report(tree, "Available", "False", kind, "NotAvailable");
        report(tree, "Degraded", "True", kind, "Degraded");
        report(tree, "Progressing", "True", kind, "Progressing");
        if (Conditions.status(tree, "Progressing").equals("True")) {
            said.putIfAbsent("Upgradeable", new Said("False", kind + "Progressing", text(tree, "Progressing", kind)));
        }
        report(tree, "Upgradeable", "False", kind, "NotUpgradeable");
    }

    private void report(Map<String, Object> tree, String type, String bad, String kind, String reason) {
        if (Conditions.status(tree, type).equals(bad)) {
            said.put(type, new Said(bad, kind + reason, text(tree, type, kind)));
        }
    }

    private static String text(Map<String, Object> tree, String type, String kind) {
        return "%s is %s: %s"
                .formatted(
                        kind,
                        type.equals("Available") || type.equals("Upgradeable")
                                ? "not " + type.toLowerCase(Locale.ROOT)
                                : type.toLowerCase(Locale.ROOT),
                        Conditions.message(tree, type));
    }

    void degrade(String reason) {
        said.put("Degraded", new Said("True", "HCODegraded", reason));
    }

    String health() {
        if (isNow("Available", "False") || isNow("Degraded", "True")) {
            return "error";
        }
        return isNow("Progressing", "True") ? "warning" : "healthy";
    }

    private boolean isNow(String type, String status) {
        var entry = said.get(type);
        return entry != null && entry.status().equals(status);
    }

    Conditions conditions(Map<String, ?> hyperConverged, Instant now) {
        if (isNow("Degraded", "True")) {
            var text = "HyperConverged is degraded because of its components";
            said.putIfAbsent("Available", new Said("False", "HCODegraded", text));
            said.putIfAbsent("Upgradeable", new Said("False", "HCODegraded", text));
        }
        var conditions = new Conditions(hyperConverged, now);
        for (var type : List.of("ReconcileComplete", "Available", "Progressing", "Degraded", "Upgradeable")) {
            var entry = said.getOrDefault(
                    type,
                    new Said(
                            GOOD.getOrDefault(type, "True"), "ReconcileCompleted", "Reconcile completed successfully"));
            conditions.add(type, entry.status(), entry.reason(), entry.message());
        }
        return conditions;
    }
}
