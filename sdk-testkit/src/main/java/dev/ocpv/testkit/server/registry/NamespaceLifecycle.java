package dev.ocpv.testkit.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.status.Cause;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.List;
import java.util.Set;

/** Nothing is created in a namespace that is missing or on its way out, and some namespaces stay. */
public final class NamespaceLifecycle implements AdmissionHook {
    private static final Set<String> STAYING = Set.of("default", "kube-system", "kube-public");

    private final Backend backend;

    /** Over the namespaces of a server. */
    public NamespaceLifecycle(Backend backend) {
        this.backend = backend;
    }

    @Override
    public JsonNode mutate(AdmissionRequest request) {
        AdmissionRequest.Target target = request.target();
        if (!request.operation().equals("CREATE") || target.namespace().isEmpty() || isQuestion(target)) {
            return request.object();
        }
        Entry namespace = backend.store().current().get("namespaces", "", target.namespace());
        if (namespace == null) {
            throw Statuses.notFound("", "namespaces", target.namespace());
        }
        if (namespace.object().path("metadata").has("deletionTimestamp")) {
            throw Statuses.forbidden(
                    target.group(),
                    target.resource(),
                    request.refusedName(),
                    "unable to create new content in namespace " + target.namespace()
                            + " because it is being terminated",
                    List.of(new Cause(
                            "NamespaceTerminating",
                            "namespace " + target.namespace() + " is being terminated",
                            "metadata.namespace")));
        }
        return request.object();
    }

    /** What may be done in a namespace can be asked before there is one. */
    private static boolean isQuestion(AdmissionRequest.Target target) {
        return target.group().equals("authorization.k8s.io")
                && target.resource().equals("localsubjectaccessreviews");
    }

    @Override
    public void validate(AdmissionRequest request) {
        AdmissionRequest.Target target = request.target();
        if (request.operation().equals("DELETE")
                && target.resource().equals("namespaces")
                && target.group().isEmpty()
                && STAYING.contains(target.name())) {
            throw Statuses.forbidden("", "namespaces", target.name(), "this namespace may not be deleted", List.of());
        }
    }
}
