package dev.ocpv.internal.engine;

import dev.ocpv.internal.http.Answer;
import dev.ocpv.live.LiveState.Unreadable;
import dev.ocpv.plan.Takeover;
import dev.ocpv.report.Finding;
import dev.ocpv.report.Place;
import dev.ocpv.report.Severity;
import dev.ocpv.resource.FieldPath;
import dev.ocpv.resource.ResourceRef;

/** What the engine itself finds; these codes have no rule of their own. */
final class EngineFindings {
    static final String REPEATED = "API-001";
    static final String UNREADABLE = "API-002";
    static final String CONTRADICTION = "API-003";
    static final String OWNED = "API-004";
    static final String REFUSED = "API-005";

    private EngineFindings() {}

    static Finding unreadable(Unreadable list) {
        return new Finding(
                UNREADABLE,
                Severity.WARNING,
                Place.of(list.resources(), ""),
                "they could not be read (%s), so what depends on them was not checked".formatted(list.reason()),
                "grant get and list on them to see everything before the first write");
    }

    static Finding contradiction(ResourceRef resource, FieldPath path, String specs) {
        return new Finding(
                CONTRADICTION,
                Severity.ERROR,
                Place.of(resource.toString(), path.toString()),
                "%s want different values".formatted(specs),
                "take the field out of all but one of them");
    }

    static Finding owned(ResourceRef resource, Takeover field) {
        var hint = field.isDefault()
                ? "its value is the API's default, which nobody chose: plan with PlanOptions.takeOverDefaults()"
                : "take the field out of the desired state, or take it over with PlanOptions.forceConflicts()";
        return new Finding(
                OWNED,
                Severity.ERROR,
                Place.of(resource.toString(), field.path().toString()),
                "field manager '%s' owns it. Nothing was written".formatted(field.manager()),
                hint);
    }

    static Finding refused(ResourceRef resource, Answer answer) {
        return new Finding(
                REFUSED,
                Severity.ERROR,
                Place.of(resource.toString(), ""),
                "the server refuses it: %s. Nothing was written".formatted(answer.message()),
                answer.notFound()
                        ? "install the operator that serves this kind, and check the namespace"
                        : "change what the server names, then plan again");
    }
}
