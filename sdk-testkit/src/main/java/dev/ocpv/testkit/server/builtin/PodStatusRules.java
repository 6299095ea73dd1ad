package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.cel.Ip;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may be said of how a pod does. */
final class PodStatusRules {
    private PodStatusRules() {}

    static void check(Part pod, Part old) {
        Part status = pod.at("status");
        Part was = old.at("status");
        Part conditions = status.at("conditions");
        if (pod.minor() < 33) {
            // Older releases name another place than the one that they look at.
            conditions = conditions.as("metadata.conditions");
        }
        for (Part condition : conditions.items()) {
            Part generation = condition.at("observedGeneration");
            if (generation.number() < 0) {
                generation.invalid("must be a non-negative integer");
            }
            Part type = condition.at("type");
            if (!type.is("PodScheduled", "Ready", "Initialized")) {
                type.as(condition.at("Type").path()).labelKey();
            }
        }
        if (status.at("observedGeneration").number() < 0) {
            status.at("observedGeneration").invalid("must be a non-negative integer");
        }
        nominated(pod, old);
        if (pod.minor() >= 33) {
            status.at("qosClass").immutable(was.at("qosClass"));
        }
        restarts(pod, old);
        claims(status.at("resourceClaimStatuses"), pod.at("spec", "resourceClaims"));
        addresses(status.at("podIPs"));
        List<Part> hosts = status.at("hostIPs").items();
        if (!hosts.isEmpty() && !hosts.get(0).at("ip").is(status.at("hostIP").text())) {
            hosts.get(0).at("ip").invalid("must be equal to `hostIP`");
        }
        addresses(status.at("hostIPs"));
    }

    private static void claims(Part statuses, Part claims) {
        Set<String> known = new HashSet<>();
        for (Part status : statuses.items()) {
            Part name = status.at("name");
            if (claims.items().stream().noneMatch(claim -> claim.at("name").is(name.text()))) {
                name.invalid("must match the name of an entry in `spec.resourceClaims`");
            }
            if (!known.add(name.text())) {
                name.duplicate();
            }
            if (status.at("resourceClaimName").isSet()) {
                status.at("resourceClaimName").as(name.path()).subdomain();
            }
        }
    }

    private static void nominated(Part pod, Part old) {
        Part node = pod.at("status", "nominatedNodeName");
        if (node.isZero() || node.same(old.at("status", "nominatedNodeName"))) {
            return;
        }
        node.subdomain();
        if (node.minor() >= 35 && !old.at("spec", "nodeName").isZero()) {
            node.forbidden("may not be set on pods that are already bound to a node");
        }
    }

    /** A container that came to its end does not run again, unless the pod says so. */
    private static void restarts(Part pod, Part old) {
        Part policy = old.at("spec", "restartPolicy");
        List<Part> before = old.at("status", "containerStatuses").items();
        for (int i = 0; i < before.size(); i++) {
            Part ended = before.get(i).at("state", "terminated");
            boolean again = policy.is("Always")
                    || (policy.is("OnFailure") && ended.at("exitCode").number() != 0);
            if (!ended.isSet() || again) {
                continue;
            }
            String name = before.get(i).at("name").text();
            for (Part container : pod.at("status", "containerStatuses").items()) {
                if (container.at("name").is(name)
                        && !container.at("state", "terminated").isSet()) {
                    container
                            .at("state")
                            .as("status.containerStatuses[" + i + "].state")
                            .forbidden("may not be transitioned to non-terminated state");
                }
            }
        }
    }

    private static void addresses(Part ips) {
        Set<Integer> kinds = new HashSet<>();
        boolean twice = false;
        for (Part entry : ips.items()) {
            Part ip = entry.at("ip").as(entry.path());
            ip.invalid(TextRules.looseIp(ip.text()));
            Ip parsed = TextRules.readIp(ip.text()).orElse(null);
            twice |= parsed != null && !kinds.add(parsed.bits());
        }
        if (twice) {
            ips.invalid("may specify no more than one IP for each IP family");
        }
    }
}
