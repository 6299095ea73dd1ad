package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the containers of a pod must be like. */
final class ContainerRules {
    /** The first minor that lets containers say when they run again. */
    private static final int RULED = 35;

    private static final int MOST_RULES = 20;
    private static final int MOST_CODES = 255;

    private final Part spec;
    private final Set<String> volumes;
    private final Set<String> names = new HashSet<>();

    /** For a pod's spec and the names of its volumes. */
    ContainerRules(Part spec, Set<String> volumes) {
        this.spec = spec;
        this.volumes = volumes;
    }

    void check() {
        Part containers = spec.at("containers");
        if (containers.isZero()) {
            containers.required("");
        }
        for (Part container : containers.items()) {
            common(container);
            unique(container);
            life(container);
            restart(container);
        }
        hostPorts(containers);
        init();
        ephemeral();
    }

    private void unique(Part container) {
        String name = container.at("name").text();
        if (!names.add(name)) {
            container.at("name").duplicate();
        }
    }

    /** Since 1.35 each container may say when it runs again. */
    private void restart(Part container) {
        Part policy = container.at("restartPolicy");
        if (spec.minor() < RULED) {
            if (policy.isSet()) {
                policy.forbidden("may not be set for non-init containers");
            }
            return;
        }
        Part rules = container.at("restartPolicyRules");
        if (!policy.isSet() && !rules.isZero()) {
            policy.required("must specify restartPolicy when restart rules are used");
        }
        policy.optionalOneOf("Always", "Never", "OnFailure");
        if (rules.items().size() > MOST_RULES) {
            rules.errors().tooLong(rules.path(), MOST_RULES);
        }
        for (Part rule : rules.items()) {
            rule.at("action").oneOf("Restart");
            Part codes = rule.at("exitCodes");
            if (!codes.isSet()) {
                codes.required("must be specified");
                continue;
            }
            codes.at("operator").oneOf("In", "NotIn");
            if (codes.at("values").items().size() > MOST_CODES) {
                codes.errors().tooLong(codes.at("values").path(), MOST_CODES);
            }
        }
    }

    private void init() {
        Part containers = spec.at("initContainers");
        for (Part container : containers.items()) {
            common(container);
            Part policy = container.at("restartPolicy");
            boolean sidecar = policy.is("Always");
            if (spec.minor() >= RULED) {
                restart(container);
            } else if (policy.isSet() && !sidecar) {
                policy.notSupported("Always");
            }
            if (!container.at("name").isZero()) {
                unique(container);
            }
            if (sidecar) {
                life(container);
                continue;
            }
            for (String field : new String[] {"lifecycle", "livenessProbe", "readinessProbe", "startupProbe"}) {
                if (container.at(field).isSet()) {
                    container.at(field).forbidden("may not be set for init containers without restartPolicy=Always");
                }
            }
        }
        hostPorts(containers);
    }

    private void ephemeral() {
        for (Part container : spec.at("ephemeralContainers").items()) {
            common(container);
            image(container);
            unique(container);
            Part target = container.at("targetContainerName");
            if (!target.isZero() && !names.contains(target.text())) {
                target.notFound();
            }
            for (String field : new String[] {
                "ports", "resources", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "restartPolicy"
            }) {
                if (!container.at(field).isZero()) {
                    container.at(field).forbidden("cannot be set for an Ephemeral Container");
                }
            }
        }
    }

    private void life(Part container) {
        HandlerRules.lifecycle(container.at("lifecycle"), spec.at("terminationGracePeriodSeconds"));
        HandlerRules.probe(container.at("livenessProbe"));
        once(container.at("livenessProbe", "successThreshold"));
        Part readiness = container.at("readinessProbe");
        HandlerRules.probe(readiness);
        if (readiness.at("terminationGracePeriodSeconds").isSet()) {
            readiness.at("terminationGracePeriodSeconds").invalid("must not be set for readinessProbes");
        }
        HandlerRules.probe(container.at("startupProbe"));
        once(container.at("startupProbe", "successThreshold"));
    }

    private static void once(Part threshold) {
        if (threshold.isSet() && threshold.number() != 1) {
            threshold.invalid("must be 1");
        }
    }

    private void common(Part container) {
        if (container.at("name").present()) {
            container.at("name").label();
        }
        container.at("image").present();
        container.at("terminationMessagePolicy").requiredOneOf("File", "FallbackToLogsOnError");
        ports(container.at("ports"));
        EnvRules.check(container);
        MountRules.check(container, volumes, spec.at("volumes"));
        container.at("imagePullPolicy").requiredOneOf("Always", "IfNotPresent", "Never");
        ResourceRules.check(container.at("resources"));
        PodClaimRules.used(container.at("resources", "claims"), spec);
        resizePolicy(container.at("resizePolicy"));
        Part users = spec.at("hostUsers");
        PodSecurityRules.container(container.at("securityContext"), !users.isSet() || users.isTrue());
    }

    /** The image of a pod's container, unlike that of a template's, must stand alone. */
    static void image(Part container) {
        Part image = container.at("image");
        if (!image.text().equals(image.text().strip())) {
            image.invalid("must not have leading or trailing whitespace");
        }
    }

    private void resizePolicy(Part policies) {
        Set<String> known = new HashSet<>();
        boolean never = spec.at("restartPolicy").is("Never");
        for (Part policy : policies.items()) {
            Part resource = policy.at("resourceName");
            Part restart = policy.at("restartPolicy").as(policies.path());
            if (!known.add(resource.text())) {
                resource.as(policy.path()).duplicate();
            }
            resource.as(policies.path()).requiredOneOf("cpu", "memory");
            restart.requiredOneOf("NotRequired", "RestartContainer");
            if (never && !restart.is("NotRequired")) {
                restart.invalid("must be 'NotRequired' when `restartPolicy` is 'Never'");
            }
        }
    }

    private static void ports(Part ports) {
        Set<String> names = new HashSet<>();
        for (Part port : ports.items()) {
            Part name = port.at("name");
            if (!name.isZero()) {
                var problems = TextRules.portName(name.text());
                name.invalid(problems);
                if (problems.isEmpty() && !names.add(name.text())) {
                    name.duplicate();
                }
            }
            if (port.at("containerPort").present()) {
                port.at("containerPort").port();
            }
            if (!port.at("hostPort").isZero()) {
                port.at("hostPort").port();
            }
            port.at("protocol").requiredOneOf("SCTP", "TCP", "UDP");
        }
    }

    private static void hostPorts(Part containers) {
        Map<String, Part> taken = new HashMap<>();
        for (Part container : containers.items()) {
            for (Part port : container.at("ports").items()) {
                long number = port.at("hostPort").number();
                if (number != 0) {
                    String place =
                            port.at("protocol").text() + "/" + port.at("hostIP").text() + "/" + number;
                    if (taken.putIfAbsent(place, port) != null) {
                        port.at("hostPort").with(Json.text(place)).asText().duplicate();
                    }
                }
            }
        }
    }
}
