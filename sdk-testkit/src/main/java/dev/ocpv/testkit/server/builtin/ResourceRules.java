package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;
import dev.ocpv.testkit.server.schema.GoText;
import java.math.BigDecimal;
import java.util.Set;

/** What amounts of resources must be like. */
final class ResourceRules {
    private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> STANDARD = Set.of(
            "cpu",
            "memory",
            "ephemeral-storage",
            "storage",
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "requests.storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage",
            "pods",
            "resourcequotas",
            "services",
            "replicationcontrollers",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "services.nodeports",
            "services.loadbalancers");

    private ResourceRules() {}

    /** What the name of an amount must be like. */
    @FunctionalInterface
    interface Naming {
        /** Collects what is wrong with a name. */
        void check(Part amount, String name);
    }

    static void check(Part resources) {
        check(resources, ResourceRules::name);
    }

    static void check(Part resources, Naming naming) {
        Part limits = resources.at("limits");
        Part requests = resources.at("requests");
        boolean cpuOrMemory = amounts(limits, naming);
        for (String name : requests.keys()) {
            Part request = requests.key(name);
            cpuOrMemory |= Set.of("cpu", "memory").contains(name);
            naming.check(request, name);
            amount(request, name);
            pages(request, name);
            BigDecimal wanted = QuantityText.value(request.text());
            Part limit = limits.key(name);
            if (limit.isSet()) {
                int compared = wanted.compareTo(QuantityText.value(limit.text()));
                if (compared != 0 && !mayExceed(name)) {
                    requests.invalid(request.value(), "must be equal to " + name + " limit of " + limit.text());
                } else if (compared > 0) {
                    requests.invalid(
                            request.value(), "must be less than or equal to " + name + " limit of " + limit.text());
                }
            } else if (!mayExceed(name)) {
                limits.required("Limit must be set for non overcommitable resources");
            }
        }
        boolean huge = limits.keys().stream().anyMatch(ResourceRules::isHuge)
                || requests.keys().stream().anyMatch(ResourceRules::isHuge);
        if (huge && !cpuOrMemory) {
            resources.forbidden("HugePages require cpu or memory");
        }
    }

    /** {@return whether cpu or memory is among them} */
    static boolean amounts(Part list) {
        return amounts(list, ResourceRules::name);
    }

    private static boolean amounts(Part list, Naming naming) {
        boolean cpuOrMemory = false;
        for (String name : list.keys()) {
            naming.check(list.key(name), name);
            amount(list.key(name), name);
            pages(list.key(name), name);
            cpuOrMemory |= Set.of("cpu", "memory").contains(name);
        }
        return cpuOrMemory;
    }

    /** What a container may ask for. */
    static void containerResource(Part amount, String name) {
        name(amount, name);
    }

    private static void name(Part amount, String name) {
        general(amount, name);
        if (!name.contains("/")) {
            if (!OF_CONTAINERS.contains(name) && !isHuge(name)) {
                amount.invalid(shown(name, amount.minor()), "must be a standard resource for containers");
            }
        } else if (!name.contains("kubernetes.io/")
                && (name.startsWith("requests.")
                        || !NameRules.qualifiedName("requests." + name, amount.minor())
                                .isEmpty())) {
            amount.invalid(shown(name, amount.minor()), "doesn't follow extended resource name standard");
        }
    }

    /** Huge pages are only had as a whole. */
    private static void pages(Part amount, String name) {
        if (isHuge(name)) {
            BigDecimal size = QuantityText.value(name.substring("hugepages-".length()));
            if (size.signum() <= 0
                    || QuantityText.value(amount.text()).remainder(size).signum() != 0) {
                amount.invalid(
                        Json.text(amount.text()), amount.text() + " is not positive integer multiple of " + name);
            }
        }
    }

    /** {@return the name of a resource as it is shown; older releases show it as it is, and not as a text} */
    static JsonNode shown(String name, int minor) {
        return minor >= 34 ? Json.text(name) : GoText.verbatim(name);
    }

    /** What holds for the names of resources everywhere. */
    static void general(Part amount, String name) {
        NameRules.qualifiedName(name, amount.minor()).forEach(p -> amount.invalid(shown(name, amount.minor()), p));
        if (!name.contains("/") && !isStandard(name)) {
            amount.invalid(shown(name, amount.minor()), "must be a standard resource type or fully qualified");
        }
    }

    static void amount(Part amount, String name) {
        BigDecimal value = QuantityText.value(amount.text());
        if (value.signum() < 0) {
            amount.invalid("must be greater than or equal to 0");
        }
        if (isWhole(name) && value.stripTrailingZeros().scale() > 0) {
            amount.invalid(GoValues.shownQuantity(amount.text(), amount.minor()), "must be an integer");
        }
    }

    private static boolean isWhole(String name) {
        return name.contains("/")
                || (STANDARD.contains(name)
                        && !name.contains("cpu")
                        && !name.contains("memory")
                        && !name.contains("storage"));
    }

    /** {@return whether a resource is one that the server knows} */
    static boolean isStandard(String name) {
        return STANDARD.contains(name) || isHuge(name) || name.startsWith("requests.hugepages-");
    }

    static boolean isHuge(String name) {
        return name.startsWith("hugepages-");
    }

    /** Only what every node has may be promised to more than it is there for. */
    private static boolean mayExceed(String name) {
        return (!name.contains("/") || name.contains("kubernetes.io/")) && !isHuge(name);
    }
}
