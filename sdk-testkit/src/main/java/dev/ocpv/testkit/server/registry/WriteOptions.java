package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.Statuses;
import java.util.List;

/** The parameters of writes: dryRun, fieldValidation, fieldManager. */
public final class WriteOptions {
    private WriteOptions() {}

    static void check(Call call, String kind, int minor) {
        FieldErrors errors = new FieldErrors(minor);
        collect(call, errors);
        refuse(kind, errors);
    }

    static void refuse(String kind, FieldErrors errors) {
        if (!errors.isEmpty()) {
            throw Statuses.invalid("meta.k8s.io", kind, "", errors.causes());
        }
    }

    static void collect(Call call, FieldErrors errors) {
        Query query = call.query();
        ManagerRules.check(query.get("fieldManager"), "fieldManager", errors);
        dryRun(call, query.all("dryRun"), errors);
        String validation = query.get("fieldValidation");
        if (!validation.isEmpty() && !List.of("Ignore", "Warn", "Strict").contains(validation)) {
            errors.notSupported("fieldValidation", Json.text(validation), List.of("", "Ignore", "Strict", "Warn"));
        }
    }

    static void dryRun(Call call, List<String> values, FieldErrors errors) {
        if (values.isEmpty()) {
            return;
        }
        boolean all = values.stream().allMatch("All"::equals);
        if (!all) {
            var list = Json.array();
            values.forEach(list::add);
            errors.notSupported("dryRun", GoText.texts(list, errors.minor()), List.of("All"));
        }
        call.dryRun(true);
    }

    /** Warns of, refuses or ignores what the decoder found in a document of a kind. */
    public static void report(Call call, Strategy.Strictness strictness, String kind, String version) {
        List<String> problems = strictness.problems();
        String validation = call.query().get("fieldValidation");
        if (problems.isEmpty() || validation.equals("Ignore")) {
            return;
        }
        if (validation.equals("Strict")) {
            throw new DecodeException(kind, version, "strict decoding error: " + strictness.refusal()).status(kind);
        }
        problems.forEach(call::warn);
    }
}
