package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Classes of storage and who provides it. */
final class StorageRules {
    private static final int PARAMETERS = 512;

    private StorageRules() {}

    static void storageClass(Part object, Part ignored) {
        provider(object.at("provisioner"));
        parameters(object.at("parameters"));
        Part policy = object.at("reclaimPolicy");
        if (!policy.isZero()) {
            policy.oneOf("Delete", "Retain");
        }
        object.at("volumeBindingMode").requiredOneOf("Immediate", "WaitForFirstConsumer");
        topologies(object.at("allowedTopologies"));
    }

    private static void topologies(Part terms) {
        Set<Object> whole = new HashSet<>();
        for (Part term : terms.items()) {
            if (!whole.add(term.value())) {
                term.at("matchLabelExpressions").with(Json.text("")).asText().duplicate();
            }
            Set<String> keys = new HashSet<>();
            for (Part expression : term.at("matchLabelExpressions").items()) {
                Part values = expression.at("values");
                values.present();
                Set<String> known = new HashSet<>();
                for (Part value : values.items()) {
                    if (!known.add(value.text())) {
                        value.duplicate();
                    }
                }
                expression.at("key").labelKey();
                if (!keys.add(expression.at("key").text())) {
                    expression.at("key").duplicate();
                }
            }
        }
    }

    static void storageClassUpdate(Part object, Part old) {
        storageClass(object, old);
        for (String field : List.of("parameters", "provisioner", "reclaimPolicy")) {
            if (!object.at(field).same(old.at(field))) {
                object.at(field).forbidden("updates to " + field + " are forbidden.");
            }
        }
        object.at("volumeBindingMode").immutable(old.at("volumeBindingMode"));
    }

    static void attributesClass(Part object, Part ignored) {
        provider(object.at("driverName"));
        Part parameters = object.at("parameters");
        if (parameters.isZero()) {
            parameters.required("must contain at least one key/value pair");
        }
        parameters(parameters);
    }

    static void attributesClassUpdate(Part object, Part old) {
        for (String field : List.of("driverName", "parameters")) {
            if (!object.at(field).same(old.at(field))) {
                object.at(field).forbidden("updates to " + field + " are forbidden.");
            }
        }
        attributesClass(object, old);
    }

    private static void provider(Part name) {
        if (name.present()) {
            name.with(Json.text(name.text().toLowerCase(Locale.ROOT))).labelKey();
        }
    }

    private static void parameters(Part parameters) {
        if (parameters.keys().size() > PARAMETERS) {
            parameters.errors().tooLong(parameters.path(), PARAMETERS);
        }
        if (parameters.keys().contains("")) {
            parameters.invalid(Json.text(""), "field can not be empty.");
        }
    }

    static void csiNode(Part object, Part ignored) {
        Set<String> names = new HashSet<>();
        for (Part driver : object.at("spec", "drivers").items()) {
            VolumeSourceRules.driver(driver.at("name"));
            Part id = driver.at("nodeID");
            if (id.present() && id.text().length() > 256) {
                id.invalid("must be 256 characters or less");
            }
            driver.at("allocatable", "count").notNegative();
            if (!names.add(driver.at("name").text())) {
                driver.at("name").duplicate();
            }
            topologyKeys(driver.at("topologyKeys"));
        }
    }

    private static void topologyKeys(Part keys) {
        Set<String> known = new HashSet<>();
        for (Part key : keys.items()) {
            Part shown = key.as(keys.path().substring(0, keys.path().lastIndexOf('.')));
            if (key.isZero()) {
                shown.required("");
            }
            if (!known.add(key.text())) {
                shown.duplicate();
            }
            shown.labelKey();
        }
    }

    /** What a driver said of a node stays; since 1.34, how many volumes fit may change. */
    static void csiNodeUpdate(Part object, Part old) {
        csiNode(object, old);
        boolean counts = object.minor() >= 34;
        for (Part driver : object.at("spec", "drivers").items()) {
            for (Part before : old.at("spec", "drivers").items()) {
                if (driver.at("name").is(before.at("name").text())) {
                    Part now = counts ? uncounted(driver) : driver;
                    Part was = counts ? uncounted(before) : before;
                    if (!now.same(was)) {
                        now.as(counts ? "spec.drivers" : "CSINodeDriver").invalid("field is immutable");
                    }
                }
            }
        }
    }

    private static Part uncounted(Part driver) {
        ObjectNode plain = Json.shallow((ObjectNode) driver.value());
        plain.remove("allocatable");
        return driver.with(plain);
    }

    static void attachment(Part object, Part ignored) {
        attachmentSpec(object);
        attachmentStatus(object, object);
        VolumeSourceRules.driver(object.at("spec", "attacher"));
        Part name = object.at("spec", "source", "persistentVolumeName");
        if (name.isSet()) {
            name.subdomain();
        }
    }

    private static void attachmentSpec(Part object) {
        Part spec = object.at("spec");
        spec.at("attacher").present();
        Part source = spec.at("source");
        boolean inline = source.at("inlineVolumeSpec").isSet();
        Part name = source.at("persistentVolumeName");
        String words = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";
        if (!inline && !name.isSet()) {
            source.required(words);
        } else if (inline && name.isSet()) {
            source.forbidden(words);
        } else if (!inline && name.isZero()) {
            name.required("must specify non empty persistentVolumeName");
        }
        if (inline && !name.isSet()) {
            PersistentVolumeRules.inline(source.at("inlineVolumeSpec"));
        }
        spec.at("nodeName").subdomain();
    }

    static void attachmentStatus(Part object, Part ignored) {
        Part status = object.at("status");
        Part metadata = status.at("attachmentMetadata");
        int size = 0;
        for (String key : metadata.keys()) {
            size += key.length() + metadata.key(key).text().length();
        }
        if (size > 256 * 1024) {
            metadata.errors().tooLong(metadata.path(), 256 * 1024);
        }
        for (String error : List.of("attachError", "detachError")) {
            Part message = status.at(error, "message");
            if (message.text().length() > 1024) {
                message.errors().tooLong(message.path(), 256 * 1024);
            }
            Part code = status.at(error, "errorCode");
            if (code.number() < 0) {
                code.inRange(0, Integer.MAX_VALUE);
            }
        }
    }

    static void attachmentUpdate(Part object, Part old) {
        if (object.minor() < 34) {
            // Older releases look at a changed object twice.
            attachment(object, old);
        }
        attachmentSpec(object);
        attachmentStatus(object, old);
        object.at("spec").immutable(old.at("spec"));
    }
}
