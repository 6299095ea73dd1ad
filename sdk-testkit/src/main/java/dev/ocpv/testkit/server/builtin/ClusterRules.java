package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.cel.Cidr;
import dev.ocpv.testkit.server.codec.Json;
import java.util.Map;

/** Smaller kinds: disruption budgets, network policies, priorities, leases. */
final class ClusterRules {
    static final Map<String, Long> SYSTEM_PRIORITIES =
            Map.of("system-node-critical", 2_000_001_000L, "system-cluster-critical", 2_000_000_000L);
    private static final long HIGHEST = 1_000_000_000;

    private ClusterRules() {}

    static void budget(Part object, Part ignored) {
        Part spec = object.at("spec");
        Part least = spec.at("minAvailable");
        Part most = spec.at("maxUnavailable");
        if (least.isSet() && most.isSet()) {
            spec.invalid("minAvailable and maxUnavailable cannot be both set");
        }
        for (Part amount : new Part[] {least, most}) {
            if (amount.isSet()) {
                WorkloadRules.amount(amount);
                WorkloadRules.notMoreThanAll(amount);
            }
        }
        LabelSelectorRules.check(spec.at("selector"));
        spec.at("unhealthyPodEvictionPolicy").optionalOneOf("AlwaysAllow", "IfHealthyBudget");
    }

    static void budgetStatus(Part object, Part ignored) {
        Part status = object.at("status");
        ConditionRules.check(status.at("conditions"));
        for (String field : new String[] {"disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"}) {
            status.at(field).notNegative();
        }
    }

    static void priority(Part object, Part ignored) {
        String name = object.at("metadata", "name").text();
        Part value = object.at("value");
        if (name.startsWith("system-")) {
            if (!SYSTEM_PRIORITIES.containsKey(name)) {
                object.at("metadata", "name")
                        .forbidden("priority class names with 'system-' prefix are reserved for system use only."
                                + " error: " + name + " is not a known system priority class");
            } else if (SYSTEM_PRIORITIES.get(name) != value.number()) {
                object.at("metadata", "name")
                        .forbidden("priority class names with 'system-' prefix are reserved for system use only."
                                + " error: value of " + name + " PriorityClass must be "
                                + SYSTEM_PRIORITIES.get(name));
            }
        } else if (value.number() > HIGHEST) {
            value.forbidden("maximum allowed value of a user defined priority is " + HIGHEST);
        }
        object.at("preemptionPolicy").optionalOneOf("PreemptLowerPriority", "Never");
    }

    static void priorityUpdate(Part object, Part old) {
        if (object.at("value").number() != old.at("value").number()) {
            object.at("value").forbidden("may not be changed in an update.");
        }
        object.at("preemptionPolicy").immutable(old.at("preemptionPolicy"));
    }

    static void lease(Part object, Part ignored) {
        Part seconds = object.at("spec", "leaseDurationSeconds");
        if (seconds.isSet() && seconds.number() <= 0) {
            seconds.invalid("must be greater than 0");
        }
        object.at("spec", "leaseTransitions").notNegative();
    }

    static void networkPolicy(Part object, Part ignored) {
        Part spec = object.at("spec");
        LabelSelectorRules.check(spec.at("podSelector"));
        for (String way : new String[] {"ingress", "egress"}) {
            for (Part rule : spec.at(way).items()) {
                rule.at("ports").items().forEach(ClusterRules::policyPort);
                rule.at(way.equals("ingress") ? "from" : "to").items().forEach(ClusterRules::peer);
            }
        }
        Part types = spec.at("policyTypes");
        if (types.items().size() > 2) {
            types.invalid("may not specify more than two policyTypes");
            return;
        }
        types.items().forEach(type -> type.oneOf("Ingress", "Egress"));
    }

    private static void policyPort(Part rule) {
        rule.at("protocol").optionalOneOf("TCP", "UDP", "SCTP");
        Part port = rule.at("port");
        Part end = rule.at("endPort");
        if (!port.isSet()) {
            if (end.isSet()) {
                end.invalid("may not be specified when `port` is not specified");
            }
        } else if (port.value().isTextual()) {
            if (end.isSet()) {
                end.invalid("may not be specified when `port` is non-numeric");
            }
            HandlerRules.port(port);
        } else {
            HandlerRules.port(port);
            if (end.isSet()) {
                if (end.number() < port.number()) {
                    end.invalid(Json.number(port.number()), "must be greater than or equal to `port`");
                }
                end.port();
            }
        }
    }

    private static void peer(Part peer) {
        int count = 0;
        for (String selector : new String[] {"podSelector", "namespaceSelector"}) {
            if (peer.at(selector).isSet()) {
                count++;
                LabelSelectorRules.check(peer.at(selector));
            }
        }
        boolean block = peer.at("ipBlock").isSet();
        if (block) {
            block(peer.at("ipBlock"));
        }
        if (count == 0 && !block) {
            peer.required("must specify a peer");
        } else if (count > 0 && block) {
            peer.forbidden("may not specify both ipBlock and another peer");
        }
    }

    private static void block(Part block) {
        Part range = block.at("cidr");
        if (!range.present()) {
            return;
        }
        range.invalid(TextRules.network(range.text()));
        Cidr all = Cidr.parse(range.text()).orElse(null);
        if (all == null) {
            return;
        }
        for (Part except : block.at("except").items()) {
            except.invalid(TextRules.network(except.text()));
            Cidr one = Cidr.parse(except.text()).orElse(null);
            boolean inside = one != null && all.contains(one) && one.prefix() > all.prefix();
            if (one != null && !inside) {
                except.invalid("must be a strict subset of `cidr`");
            }
        }
    }
}
