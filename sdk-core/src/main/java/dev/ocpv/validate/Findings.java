package dev.ocpv.validate;

import dev.ocpv.report.Finding;
import dev.ocpv.report.Place;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.spec.Spec;
import java.util.ArrayList;
import java.util.List;

/** Collects what rules report about one spec. */
public final class Findings {
    private final DesiredState desired;
    private final Spec spec;
    private final List<Finding> list = new ArrayList<>();

    /** For the findings about {@code spec}, which is part of {@code desired}. */
    public Findings(DesiredState desired, Spec spec) {
        this.desired = desired;
        this.spec = spec;
    }

    /**
     * Adds a finding.
     *
     * @param path the field of the spec, such as {@code placement.nodeSelector}; empty for the whole spec
     * @param message what was seen and what is allowed
     * @param remedy what to do next
     */
    public void report(RuleInfo rule, String path, String message, String remedy) {
        var place = new Place(spec.id(), path, desired.locate(spec, path));
        list.add(new Finding(rule.code(), rule.severity(), place, message, remedy));
    }

    /** {@return what was reported so far} */
    public List<Finding> list() {
        return List.copyOf(list);
    }
}
