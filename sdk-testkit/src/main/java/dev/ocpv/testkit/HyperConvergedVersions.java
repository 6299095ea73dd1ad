package dev.ocpv.testkit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.model.hco.HyperConvergedConversion;
import dev.ocpv.testkit.server.crd.Converter;
import java.util.Map;

/** Plays the conversion webhook of HyperConverged, which from OpenShift 4.22 on is there as v1, too. */
final class HyperConvergedVersions implements Converter {
    static final String DEFINITION = "hyperconvergeds.hco.kubevirt.io";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private final HyperConvergedConversion conversion = HyperConvergedConversion.withGates();

    @Override
    public void convert(ObjectNode object, String from, String to) {
        var document = JSON.convertValue(object, TREE);
        var converted = to.endsWith("/v1") ? conversion.toV1(document) : conversion.toV1beta1(document);
        object.removeAll();
        object.setAll(JSON.<ObjectNode>valueToTree(converted.result()));
    }
}
