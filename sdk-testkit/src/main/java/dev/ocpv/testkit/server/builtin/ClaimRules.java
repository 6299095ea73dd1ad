package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.schema.GoText;
import java.util.List;

/** What a claim to a volume must be like. */
final class ClaimRules {
    static final String[] ACCESS_MODES = {"ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"};

    /** The first minor in which volumes may have a class of attributes. */
    static final int ATTRIBUTES = 34;

    private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

    private ClaimRules() {}

    static void check(Part claim, Part ignored) {
        spec(claim.at("spec"));
    }

    static void spec(Part spec) {
        Part modes = spec.at("accessModes");
        if (modes.isZero()) {
            modes.required("at least 1 access mode is required");
        }
        LabelSelectorRules.check(spec.at("selector"));
        accessModes(modes);
        Part storage = spec.at("resources").at("requests").key("storage").as(spec.path() + ".resources[storage]");
        if (!storage.isSet()) {
            storage.required("");
        } else if (QuantityText.value(storage.text()).signum() <= 0) {
            storage.invalid("must be greater than zero");
        }
        if (!spec.at("storageClassName").isZero()) {
            spec.at("storageClassName").subdomain();
        }
        spec.at("volumeMode").optionalOneOf("Block", "Filesystem");
        source(spec.at("dataSource"));
        source(spec.at("dataSourceRef"));
        bothSources(spec);
    }

    static void accessModes(Part modes) {
        boolean alone = false;
        boolean others = false;
        for (Part mode : modes.items()) {
            mode.as(modes.path()).oneOf(ACCESS_MODES);
            alone |= mode.is("ReadWriteOncePod");
            others |= !mode.is("ReadWriteOncePod") && mode.is(ACCESS_MODES);
        }
        if (alone && others) {
            modes.forbidden("may not use ReadWriteOncePod with other access modes");
        }
    }

    private static void source(Part source) {
        if (!source.isSet()) {
            return;
        }
        source.at("name").present();
        source.at("kind").present();
        Part group = source.at("apiGroup");
        if (group.isZero() && !source.at("kind").is("PersistentVolumeClaim")) {
            source.at("kind")
                    .as(source.path())
                    .invalid("must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        } else if (!group.isZero()) {
            group.subdomain();
        }
    }

    private static void bothSources(Part spec) {
        Part one = spec.at("dataSource");
        Part other = spec.at("dataSourceRef");
        Part attributes = spec.at("volumeAttributesClassName");
        if (!attributes.isZero() && spec.minor() >= ATTRIBUTES) {
            attributes.subdomain();
        }
        if (!one.isSet() || !other.isSet()) {
            return;
        }
        boolean same = true;
        for (String field : List.of("apiGroup", "kind", "name")) {
            same &= one.at(field).text().equals(other.at(field).text());
        }
        if (!same) {
            // The real server shows a path of its own code here, of which JSON says nothing.
            String shown = spec.minor() >= 34
                    ? "{}"
                    : "field.Path{name:\"dataSource\", index:\"\", parent:(*field.Path)(0xc000123456)}";
            spec.invalid(GoText.verbatim(shown), "must match dataSourceRef");
        }
    }

    static void update(Part claim, Part old) {
        if (claim.minor() < 34) {
            // Older releases look at a changed object twice.
            spec(claim.at("spec"));
        }
        spec(claim.at("spec"));
        boolean bound = claim.at("status", "phase").is("Bound");
        ObjectNode now = (ObjectNode) claim.at("spec").value().deepCopy();
        ObjectNode was = (ObjectNode) old.at("spec").value().deepCopy();
        Part spec = claim.at("spec");
        if (old.at("spec", "volumeName").isZero()) {
            BuiltinStrategy.keep("volumeName", now, was);
        }
        if (!old.at("spec", "storageClassName").isSet()) {
            BuiltinStrategy.keep("storageClassName", now, was);
        }
        if (bound) {
            growth(claim, old);
            BuiltinStrategy.keep(
                    "storage",
                    Json.objectAt(now, "resources", "requests"),
                    Json.objectAt(was, "resources", "requests"));
            BuiltinStrategy.keep("volumeAttributesClassName", now, was);
        }
        Part annotation = claim.at("metadata", "annotations").key(OLD_CLASS);
        Part oldAnnotation = old.at("metadata", "annotations").key(OLD_CLASS);
        boolean taken = oldAnnotation.isSet()
                && !old.at("spec", "storageClassName").isSet()
                && spec.at("storageClassName").is(oldAnnotation.text())
                && (!annotation.isSet() || annotation.same(oldAnnotation));
        if (!taken && !annotation.is(oldAnnotation.text())) {
            annotation.as("metadata.annotations." + OLD_CLASS).invalid("field is immutable");
        }
        if (!now.equals(was)) {
            spec.forbidden((spec.minor() >= 29
                            ? "spec is immutable after creation except resources.requests and"
                                    + " volumeAttributesClassName for bound claims"
                            : "spec is immutable after creation except resources.requests for bound claims")
                    + GoDiff.of(was, now, "core.PersistentVolumeClaimSpec", spec.minor()));
        }
        spec.at("volumeMode").as("volumeMode").immutable(old.at("spec", "volumeMode"));
        Part attributes = spec.at("volumeAttributesClassName");
        if (spec.minor() >= ATTRIBUTES
                && !attributes.same(old.at("spec", "volumeAttributesClassName"))
                && old.at("status", "currentVolumeAttributesClassName").isSet()
                && attributes.isZero()) {
            attributes.forbidden("update to " + (attributes.isSet() ? "empty string" : "nil")
                    + " is forbidden when status.currentVolumeAttributesClassName is not nil");
        }
    }

    private static void growth(Part claim, Part old) {
        Part now = claim.at("spec", "resources", "requests").at("storage");
        var wanted = QuantityText.value(now.text());
        var before = QuantityText.value(
                old.at("spec", "resources", "requests").at("storage").text());
        var real =
                QuantityText.value(claim.at("status", "capacity").at("storage").text());
        if (wanted.compareTo(before) < 0 && now.minor() < 32) {
            now.forbidden("field can not be less than previous value");
        } else if (wanted.compareTo(before) < 0 && wanted.compareTo(real) <= 0) {
            now.forbidden("field can not be less than status.capacity");
        }
    }
}
