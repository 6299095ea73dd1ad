package dev.ocpv.internal.placement;

import dev.ocpv.live.NodeMatcher;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.Spec;
import dev.ocpv.spec.placement.Placement;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import dev.ocpv.validate.RuleInfo;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PLC-003: webhooks read the required part only, and some releases not even that. */
record AffinityIsWellFormed<S extends Spec>(Where<S> where) implements Rule<S> {
    private static final int MAX_WEIGHT = 100;

    @Override
    public RuleInfo info() {
        return new RuleInfo("PLC-003", Severity.ERROR, "affinity expressions are well formed");
    }

    @Override
    public void check(S spec, Context context, Findings findings) {
        where.of(spec)
                .flatMap(Placement::affinity)
                .map(Affinity::getNodeAffinity)
                .ifPresent(nodes -> {
                    var required = nodes.getRequiredDuringSchedulingIgnoredDuringExecution();
                    if (required != null) {
                        required(required, findings);
                    }
                    preferred(nodes, findings);
                });
    }

    private void required(NodeSelector required, Findings findings) {
        var path = where.path() + "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution";
        var terms = required.getNodeSelectorTerms();
        if (terms.isEmpty()) {
            report(findings, path, "it has no term, so it matches no node");
        }
        for (int i = 0; i < terms.size(); i++) {
            var at = path + ".nodeSelectorTerms[" + i + "]";
            problems(terms.get(i)).forEach(problem -> report(findings, at, problem));
        }
    }

    private void preferred(NodeAffinity nodes, Findings findings) {
        var path = where.path() + "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution";
        var terms = nodes.getPreferredDuringSchedulingIgnoredDuringExecution();
        for (int i = 0; i < terms.size(); i++) {
            var at = path + "[" + i + "]";
            var weight = terms.get(i).getWeight();
            if (weight == null || weight < 1 || weight > MAX_WEIGHT) {
                report(findings, at + ".weight", "weight %s is outside 1..100".formatted(weight));
            }
            problems(terms.get(i).getPreference()).forEach(problem -> report(findings, at + ".preference", problem));
        }
    }

    private static List<String> problems(@Nullable NodeSelectorTerm term) {
        if (term == null
                || (term.getMatchExpressions().isEmpty()
                        && term.getMatchFields().isEmpty())) {
            return List.of("the term is empty, so it matches no node");
        }
        var selector = new NodeSelectorBuilder().withNodeSelectorTerms(term).build();
        var affinity = new AffinityBuilder()
                .withNewNodeAffinity()
                .withRequiredDuringSchedulingIgnoredDuringExecution(selector)
                .endNodeAffinity()
                .build();
        return NodeMatcher.of(null, affinity, null).problems();
    }

    private void report(Findings findings, String path, String problem) {
        findings.report(
                info(),
                path,
                problem,
                "use In or NotIn with values, Exists or DoesNotExist without, Gt or Lt with one integer in quotes");
    }
}
