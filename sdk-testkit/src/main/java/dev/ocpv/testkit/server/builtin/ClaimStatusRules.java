package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import java.math.RoundingMode;
import java.util.List;

/** What the status of a claim to a volume must be like. */
final class ClaimStatusRules {
    /** The first minor in which the growth of a claim that failed can be taken back, so that its status tells of it. */
    private static final int RECOVERY = 32;

    private static final String[] GROWTHS = {
        "ControllerResizeInProgress",
        "ControllerResizeInfeasible",
        "NodeResizeInProgress",
        "NodeResizeInfeasible",
        "NodeResizePending"
    };

    private ClaimStatusRules() {}

    static void check(Part claim, Part ignored) {
        Part status = claim.at("status");
        Part capacity = status.at("capacity");
        capacity.keys().forEach(name -> amount(capacity.key(name)));
        if (claim.minor() < RECOVERY) {
            return;
        }
        Part growths = status.at("allocatedResourceStatuses");
        for (String name : growths.keys()) {
            isResource(growths, name);
            if (!List.of(GROWTHS).contains(growths.key(name).text())) {
                growths.with(Json.text(name)).asText().notSupported(GROWTHS);
            }
        }
        Part allocated = status.at("allocatedResources");
        for (String name : allocated.keys()) {
            if (isResource(allocated, name) && amount(allocated.key(name))) {
                ResourceRules.amount(allocated.key(name), "storage");
            }
        }
    }

    private static boolean amount(Part amount) {
        var value = QuantityText.value(amount.text()).setScale(0, RoundingMode.UP);
        if (value.signum() >= 0) {
            return true;
        }
        amount.invalid(Json.number(value.longValue()), "must be a valid resource quantity");
        return false;
    }

    /** {@return whether it is storage or a resource of somebody else} */
    private static boolean isResource(Part list, String name) {
        Part shown = list.with(Json.text(name)).asText();
        List<String> problems = NameRules.qualifiedName(name, list.minor());
        shown.invalid(problems);
        boolean own = !name.contains("/") || name.contains("kubernetes.io/");
        if (problems.isEmpty() && own && !name.equals("storage")) {
            shown.notSupported("storage");
            return false;
        }
        return problems.isEmpty();
    }
}
