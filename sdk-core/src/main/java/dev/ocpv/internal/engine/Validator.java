package dev.ocpv.internal.engine;

import dev.ocpv.live.LiveState;
import dev.ocpv.report.Finding;
import dev.ocpv.report.Place;
import dev.ocpv.report.Severity;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.ValidationResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** Runs every rule of every spec. */
record Validator(Applicators applicators) {

    ValidationResult validate(DesiredState desired, LiveState live) {
        var context = new Context(desired, live);
        var findings = new ArrayList<>(desired.findings());
        findings.addAll(repeated(desired));
        desired.specs().forEach(spec -> findings.addAll(check(spec, context)));
        live.unreadable().forEach(list -> findings.add(EngineFindings.unreadable(list)));
        findings.sort(Comparator.comparing(Finding::severity));
        return new ValidationResult(context, findings);
    }

    private <S extends Spec> List<Finding> check(S spec, Context context) {
        var findings = new Findings(context.desired(), spec);
        applicators.of(spec).rules().forEach(rule -> rule.check(spec, context, findings));
        return findings.list();
    }

    private static List<Finding> repeated(DesiredState desired) {
        var seen = new HashSet<String>();
        return desired.specs().stream()
                .filter(spec -> !seen.add(spec.id()))
                .map(spec -> new Finding(
                        EngineFindings.REPEATED,
                        Severity.ERROR,
                        new Place(spec.id(), "", desired.locate(spec, "")),
                        "it stands twice in the desired state, and each may stand once",
                        "merge the two into one"))
                .toList();
    }
}
