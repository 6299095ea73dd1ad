package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.ocpv.testkit.server.registry.NameRules;

/** Who may do what: roles and their bindings. */
final class AccessRules {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private AccessRules() {}

    static void role(Part role, Part ignored) {
        role.at("rules").items().forEach(rule -> rule(rule, true));
    }

    static void clusterRole(Part role, Part ignored) {
        role.at("rules").items().forEach(rule -> rule(rule, false));
        Part aggregation = role.at("aggregationRule");
        Part selectors = aggregation.at("clusterRoleSelectors");
        if (aggregation.isSet() && selectors.isZero()) {
            selectors.required("at least one clusterRoleSelector required if aggregationRule is non-nil");
        }
        for (Part selector : selectors.items()) {
            LabelSelectorRules.check(selector);
            if (!LabelSelectorRules.isValid(selector)) {
                selector.invalid(NullNode.getInstance(), "invalid label selector.");
            }
        }
    }

    private static void rule(Part rule, boolean namespaced) {
        if (rule.at("verbs").isZero()) {
            rule.at("verbs").required("verbs must contain at least one value");
        }
        Part urls = rule.at("nonResourceURLs");
        Part groups = rule.at("apiGroups");
        Part resources = rule.at("resources");
        if (!urls.isZero()) {
            if (namespaced) {
                urls.invalid("namespaced rules cannot apply to non-resource URLs");
            }
            if (!groups.isZero()
                    || !resources.isZero()
                    || !rule.at("resourceNames").isZero()) {
                urls.invalid("rules cannot apply to both regular resources and non-resource URLs");
            }
            return;
        }
        if (groups.isZero()) {
            groups.required("resource rules must supply at least one api group");
        }
        if (resources.isZero()) {
            resources.required("resource rules must supply at least one resource");
        }
    }

    static void binding(Part binding, Part ignored) {
        reference(binding.at("roleRef"), "Role", "ClusterRole");
        binding.at("subjects").items().forEach(subject -> subject(subject, true));
    }

    static void clusterBinding(Part binding, Part ignored) {
        reference(binding.at("roleRef"), "ClusterRole");
        binding.at("subjects").items().forEach(subject -> subject(subject, false));
    }

    private static void reference(Part reference, String... kinds) {
        reference.at("apiGroup").oneOf(GROUP);
        reference.at("kind").oneOf(kinds);
        Part name = reference.at("name");
        if (name.present()) {
            name.invalid(NameRules.pathSegment(name.text(), false));
        }
    }

    private static void subject(Part subject, boolean namespaced) {
        Part name = subject.at("name");
        name.present();
        switch (subject.at("kind").text()) {
            case "ServiceAccount" -> {
                if (!name.isZero()) {
                    name.subdomain();
                }
                if (!subject.at("apiGroup").isZero()) {
                    subject.at("apiGroup").notSupported("");
                }
                if (!namespaced) {
                    subject.at("namespace").present();
                }
            }
            case "User", "Group" -> subject.at("apiGroup").oneOf(GROUP);
            default -> subject.at("kind").notSupported("ServiceAccount", "User", "Group");
        }
    }

    /** Which role is bound stays as it is. */
    static void sameRole(Part binding, Part old) {
        if (!binding.at("roleRef").same(old.at("roleRef"))) {
            binding.at("roleRef").invalid("cannot change roleRef");
        }
    }
}
