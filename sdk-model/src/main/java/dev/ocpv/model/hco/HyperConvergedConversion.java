package dev.ocpv.model.hco;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a HyperConverged of one API version into the other, writing only what the document said.
 *
 * <p>A field without a counterpart is reported. On the way to v1beta1 it is also carried in the annotation
 * {@value #V1_ONLY_FIELDS}, from where the way back takes it.
 */
public final class HyperConvergedConversion {
    /** The annotation of a v1beta1 document that holds what only v1 has a field for, as JSON of the spec. */
    public static final String V1_ONLY_FIELDS = "hco.kubevirt.io/v1-only-fields";

    private static final String GROUP = "hco.kubevirt.io/";

    private final boolean gatesAreFields;

    private HyperConvergedConversion(boolean gatesAreFields) {
        this.gatesAreFields = gatesAreFields;
    }

    /** {@return the conversion of OpenShift 4.22, where every switch of a feature is a gate} */
    public static HyperConvergedConversion withGates() {
        return new HyperConvergedConversion(false);
    }

    /** {@return the conversion of the operator after OpenShift 4.22, which made fields of three gates} */
    public static HyperConvergedConversion withFieldsForGates() {
        return new HyperConvergedConversion(true);
    }

    /** Converts a v1beta1 document. */
    public Conversion<dev.ocpv.model.hco.v1.HyperConverged> toV1(dev.ocpv.model.hco.v1beta1.HyperConverged document) {
        var converted = toV1(tree(document));
        return new Conversion<>(
                read(converted.result(), dev.ocpv.model.hco.v1.HyperConverged.class), converted.unmapped());
    }

    /** Converts a v1 document. */
    public Conversion<dev.ocpv.model.hco.v1beta1.HyperConverged> toV1beta1(
            dev.ocpv.model.hco.v1.HyperConverged document) {
        var converted = toV1beta1(tree(document));
        return new Conversion<>(
                read(converted.result(), dev.ocpv.model.hco.v1beta1.HyperConverged.class), converted.unmapped());
    }

    /** Converts a v1beta1 document that is a tree of maps, lists and values. */
    public Conversion<Map<String, Object>> toV1(Map<String, Object> document) {
        var mover = new Mover(PathMap.toV1(gatesAreFields));
        var result = convert(document, "v1", mover);
        restoreV1OnlyFields(result);
        return new Conversion<>(result, mover.unmapped());
    }

    /** Converts a v1 document that is a tree of maps, lists and values. */
    public Conversion<Map<String, Object>> toV1beta1(Map<String, Object> document) {
        var mover = new Mover(PathMap.toV1beta1());
        var result = convert(document, "v1beta1", mover);
        if (mover.leftOver().get("spec") != null) {
            Places.map(Places.map(result.computeIfAbsent("metadata", name -> new LinkedHashMap<String, Object>()))
                            .computeIfAbsent("annotations", name -> new LinkedHashMap<String, Object>()))
                    .put(V1_ONLY_FIELDS, Serialization.asJson(mover.leftOver().get("spec")));
        }
        return new Conversion<>(result, mover.unmapped());
    }

    private static Map<String, Object> convert(Map<String, Object> document, String version, Mover mover) {
        var result = new LinkedHashMap<String, Object>();
        tree(document).forEach((name, value) -> {
            if (name.equals("apiVersion")) {
                result.put(name, GROUP + version);
            } else if (name.equals("spec")) {
                mover.move(name, value);
                result.put(name, mover.target().getOrDefault("spec", new LinkedHashMap<String, Object>()));
            } else {
                result.put(name, value);
            }
        });
        return result;
    }

    private static void restoreV1OnlyFields(Map<String, Object> result) {
        if (result.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("annotations") instanceof Map<?, ?> annotations
                && annotations.remove(V1_ONLY_FIELDS) instanceof String carried) {
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
            var spec = Places.map(result.computeIfAbsent("spec", name -> new LinkedHashMap<String, Object>()));
            merge(spec, Places.map(Serialization.unmarshal(carried, Object.class)));
        }
    }

    /** Adds what is missing; what the document says itself wins. */
    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        from.forEach((name, value) -> {
            if (into.get(name) instanceof Map<?, ?> there && value instanceof Map<?, ?> more) {
                merge(Places.map(there), Places.map(more));
            } else if (into.get(name) instanceof List<?> && value instanceof List<?> more) {
                more.forEach(item -> Places.add(Map.of("into", into), "into." + name, item));
            } else {
                into.putIfAbsent(name, value);
            }
        });
    }

    /** {@return an own copy of the document, as maps and lists} */
    private static Map<String, Object> tree(Object document) {
        return Places.map(Serialization.unmarshal(Serialization.asJson(document), Object.class));
    }

    private static <T> T read(Map<String, Object> document, Class<T> type) {
        return Serialization.unmarshal(Serialization.asJson(document), type);
    }
}
