package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** What a pod asks for as a whole must cover what its containers ask for. */
final class PodLevelRules {
    private PodLevelRules() {}

    static void check(Part spec) {
        Part resources = spec.at("resources");
        if (!resources.isSet()) {
            return;
        }
        if (spec.at("os", "name").is("windows")) {
            resources.forbidden("may not be set for a windows pod");
            return;
        }
        if (resources.at("claims").isSet()) {
            resources.at("claims").forbidden("claims may not be set for Resources at pod-level");
        }
        ResourceRules.check(resources, PodLevelRules::name);
        sums(spec, "requests").forEach((name, sum) -> {
            Part whole = resources.at("requests").key(name);
            if (whole.isSet() && sum.compareTo(QuantityText.value(whole.text())) > 0) {
                whole.invalid("must be greater than or equal to aggregate container requests of "
                        + QuantityText.text(sum, name.equals("memory") || ResourceRules.isHuge(name)));
            }
        });
        sums(spec, "limits").forEach((name, sum) -> {
            Part whole = resources.at("limits").key(name);
            if (ResourceRules.isHuge(name) && whole.isSet() && sum.compareTo(QuantityText.value(whole.text())) > 0) {
                whole.invalid("must be greater than or equal to aggregate container limits of "
                        + QuantityText.text(sum, true));
            }
        });
        limits(spec.at("containers"), resources);
    }

    private static void limits(Part containers, Part resources) {
        int index = 0;
        for (Part container : containers.items()) {
            Part limits = container.at("resources", "limits");
            for (String name : limits.keys()) {
                Part whole = resources.at("limits").key(name);
                Part own = limits.key(name);
                if (whole.isSet() && QuantityText.value(own.text()).compareTo(QuantityText.value(whole.text())) > 0) {
                    own.as(resources.path() + ".containers[" + index + "][" + name + "].limits")
                            .invalid("must be less than or equal to pod limits of " + whole.text());
                }
            }
            index++;
        }
    }

    private static void name(Part amount, String name) {
        int before = amount.errors().causes().size();
        ResourceRules.general(amount, name);
        boolean good = amount.errors().causes().size() == before;
        if (good && !name.equals("cpu") && !name.equals("memory") && !ResourceRules.isHuge(name)) {
            amount.with(Json.text(name)).asText().notSupported("cpu", "hugepages-", "memory");
        }
    }

    /** Containers run side by side; those that come first run one after the other, beside helpers that stay. */
    private static Map<String, BigDecimal> sums(Part spec, String list) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        spec.at("containers").items().forEach(container -> add(sums, container.at("resources", list)));
        Map<String, BigDecimal> helpers = new TreeMap<>();
        Map<String, BigDecimal> most = new TreeMap<>();
        for (Part container : spec.at("initContainers").items()) {
            Part amounts = container.at("resources", list);
            if (container.at("restartPolicy").is("Always")) {
                add(sums, amounts);
                add(helpers, amounts);
                helpers.forEach((name, sum) -> most.merge(name, sum, BigDecimal::max));
            } else {
                Map<String, BigDecimal> together = new TreeMap<>(helpers);
                add(together, amounts);
                together.forEach((name, sum) -> most.merge(name, sum, BigDecimal::max));
            }
        }
        most.forEach((name, sum) -> sums.merge(name, sum, BigDecimal::max));
        return sums;
    }

    private static void add(Map<String, BigDecimal> sums, Part amounts) {
        for (String name : amounts.keys()) {
            sums.merge(name, QuantityText.value(amounts.key(name).text()), BigDecimal::add);
        }
    }
}
