package dev.ocpv.testkit.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.live.NodeMatcher;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.model.hco.HyperConvergedConversion;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.status.StatusException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The webhooks of the HyperConverged operator, and of those that it asks in dry runs before it says yes. */
final class HyperConvergedWebhook implements AdmissionHook {

    private static final String GROUP = "hco.kubevirt.io";
    private static final String NAME = "validate-hco.kubevirt.io";
    private static final String EVICTION = "evictionStrategy";
    private static final HyperConvergedConversion VERSIONS = HyperConvergedConversion.withGates();
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int INVALID = 422;
    private static final int INTERNAL = 500;

    private final HyperConvergedSimulator operator;
    private final Supplier<Optional<String>> rejecting;

    HyperConvergedWebhook(HyperConvergedSimulator operator, Supplier<Optional<String>> rejecting) {
        this.operator = operator;
        this.rejecting = rejecting;
    }

    @Override
    public JsonNode mutate(AdmissionRequest request) {
        if (!isOurs(request) || !(request.object() instanceof ObjectNode object)) {
            return request.object();
        }
        var available = object.at("/status/infrastructureHighlyAvailable");
        var fillsEviction = available.isBoolean() && !object.path("spec").has(EVICTION);
        var fillsMerging = request.operation().equals("CREATE")
                && operator.isAt(Release.OCP_4_21)
                && !object.path("spec").has("ksmConfiguration");
        if (!fillsEviction && !fillsMerging) {
            return object;
        }
        var changed = object.deepCopy();
        var spec = changed.path("spec").isObject() ? (ObjectNode) changed.get("spec") : changed.putObject("spec");
        if (fillsEviction) {
            spec.put(EVICTION, available.asBoolean() ? "LiveMigrate" : "None");
        }
        if (fillsMerging) {
            spec.putObject("ksmConfiguration");
        }
        return changed;
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (!isOurs(request) && !isV1(request)) {
            return;
        }
        refuseWithoutPods();
        rejecting.get().ifPresent(reason -> {
            throw Refusals.denied(NAME, reason);
        });
        if (request.operation().equals("CREATE")) {
            refuseNamespace(request);
        }
        refuseFields(request);
    }

    private void refuseFields(AdmissionRequest request) {
        var now = v1beta1(request, request.object());
        var certificates = isV1(request) ? "spec.security.certConfig" : "spec.certConfig";
        refuseContradictions(new HyperConvergedFields(now, certificates, operator.isAt(Release.OCP_4_22)));
        if (operator.isAt(Release.OCP_4_20)) {
            refuseAffinity(now);
        }
        if (request.operation().equals("UPDATE")) {
            refuseByOperands(v1beta1(request, request.oldObject()), now);
        }
    }

    private static boolean isOurs(AdmissionRequest request) {
        return Refusals.writes(request, GROUP, "v1beta1", "HyperConverged");
    }

    private static boolean isV1(AdmissionRequest request) {
        return Refusals.writes(request, GROUP, "v1", "HyperConverged");
    }

    /** {@return what the same object would be in v1beta1} The rules of both versions are the same. */
    private static Map<String, Object> v1beta1(AdmissionRequest request, JsonNode object) {
        var tree = Refusals.tree(object);
        return isV1(request) ? VERSIONS.toV1beta1(tree).result() : tree;
    }

    /** The webhook has failure policy Fail: nobody writes while its only pod is away. */
    private void refuseWithoutPods() {
        if (operator.isWebhookAway()) {
            throw new StatusException(
                    INTERNAL,
                    "InternalError",
                    "Internal error occurred: failed calling webhook \"%s\": no endpoints available for service \"hco-webhook-service\""
                            .formatted(NAME),
                    null);
        }
    }

    private void refuseNamespace(AdmissionRequest request) {
        var namespace = operator.namespace();
        if (!request.target().namespace().equals(namespace)) {
            throw new StatusException(
                    INVALID,
                    "Invalid",
                    ("hyperconvergeds.hco.kubevirt.io \"%s\" is forbidden: ValidatingAdmissionPolicy 'hyperconverged-namespace-policy' with "
                                    + "binding 'hyperconverged-namespace-binding' denied request: HyperConverged CR can only be created "
                                    + "in the %s namespace")
                            .formatted(request.target().name(), namespace),
                    null);
        }
    }

    private static void refuseContradictions(HyperConvergedFields fields) {
        try {
            fields.problem().ifPresent(problem -> {
                throw Refusals.denied(NAME, problem);
            });
        } catch (IllegalArgumentException e) {
            throw Refusals.denied(NAME, BAD_REQUEST, "BadRequest", String.valueOf(e.getMessage()));
        }
    }

    private void refuseAffinity(Map<String, Object> object) {
        for (var part : List.of("workloads", "infra")) {
            placement(object, part)
                    .flatMap(placement -> NodeMatcher.of(null, placement.affinity(), null).problems().stream()
                            .findFirst())
                    .ifPresent(problem -> {
                        throw Refusals.denied(NAME, "invalid %s node placement affinity: %s".formatted(part, problem));
                    });
        }
    }

    /** An update is tried on every operand first; one that does not exist refuses as well as one that says no. */
    private void refuseByOperands(Map<String, Object> before, Map<String, Object> now) {
        var deleted = Trees.at(now, "metadata.deletionTimestamp").isPresent();
        if (deleted || (same(before, now, "spec") && same(before, now, "metadata.annotations"))) {
            return;
        }
        operator.missingOperand().ifPresent(operand -> {
            throw Refusals.denied(NAME, NOT_FOUND, "NotFound", operand + " not found");
        });
        for (var part : List.of("infra", "workloads")) {
            var path = "spec." + part + ".nodePlacement";
            if (!same(before, now, path)) {
                placement(now, part).ifPresent(HyperConvergedWebhook::refusePlacement);
            }
        }
    }

    /** KubeVirt tries a pod template with the placement, and passes on what the API server says of it. */
    private static void refusePlacement(Placement placement) {
        NodeMatcher.of(placement.nodeSelector(), placement.affinity(), placement.tolerations()).problems().stream()
                .findFirst()
                .ifPresent(problem -> {
                    throw Refusals.denied(
                            NAME,
                            INVALID,
                            "Invalid",
                            "admission webhook \"kubevirt-update-validator.kubevirt.io\" denied the request: "
                                    + problem);
                });
    }

    private Optional<Placement> placement(Map<String, Object> object, String part) {
        return operator.placement(object, "spec." + part + ".nodePlacement");
    }

    private static boolean same(Map<String, Object> before, Map<String, Object> now, String path) {
        return Objects.equals(Trees.at(before, path), Trees.at(now, path));
    }
}
