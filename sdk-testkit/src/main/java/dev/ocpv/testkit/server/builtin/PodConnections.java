package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Action;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Outcome;
import dev.ocpv.testkit.server.registry.Query;
import dev.ocpv.testkit.server.registry.Verbs;
import dev.ocpv.testkit.server.status.FieldErrors;
import dev.ocpv.testkit.server.status.Statuses;
import dev.ocpv.testkit.server.store.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What leads to the processes of a pod: no node of this server runs any, so nothing is reached beyond the checks. */
final class PodConnections {
    private static final List<String> FLAGS = List.of("stdin", "stdout", "stderr", "tty");
    private static final List<String> COUNTS = List.of("tailLines", "limitBytes", "sinceSeconds");

    private PodConnections() {}

    /** {@return what connects to a pod by the subresource, or null where that is none of these} */
    static @Nullable Action of(String subresource) {
        return switch (subresource) {
            case "exec" -> (call, verbs) -> connect(call, verbs, "PodExecOptions", true);
            case "attach" -> (call, verbs) -> connect(call, verbs, "PodAttachOptions", true);
            case "portforward" -> (call, verbs) -> connect(call, verbs, "PodPortForwardOptions", false);
            case "proxy" -> PodConnections::proxy;
            case "log" -> PodConnections::log;
            default -> null;
        };
    }

    private static Outcome connect(Call call, Verbs verbs, String kind, boolean toContainer) {
        verbs.connect(call, options(call.query(), kind));
        ObjectNode pod = pod(call, verbs);
        if (toContainer) {
            checkContainer(call, pod);
        }
        if (Json.textAt(pod, "spec", "nodeName").isEmpty()) {
            throw Statuses.badRequest("pod " + call.name() + " does not have a host assigned");
        }
        throw noNode(verbs, pod);
    }

    private static Outcome proxy(Call call, Verbs verbs) {
        verbs.connect(call, options(call.query(), "PodProxyOptions"));
        pod(call, verbs);
        throw Statuses.badRequest("address not allowed");
    }

    /** A pod without a node has written nothing. */
    private static Outcome log(Call call, Verbs verbs) {
        checkLogOptions(call, verbs.backend().minor());
        ObjectNode pod = pod(call, verbs);
        checkContainer(call, pod);
        if (Json.textAt(pod, "spec", "nodeName").isEmpty()) {
            return Outcome.nothing();
        }
        throw noNode(verbs, pod);
    }

    private static void checkLogOptions(Call call, int minor) {
        FieldErrors errors = new FieldErrors(minor);
        for (String option : COUNTS) {
            String given = call.query().get(option);
            long least = option.equals("tailLines") ? 0 : 1;
            if (given.matches("-?[0-9]{1,18}") && Long.parseLong(given) < least) {
                errors.invalid(
                        option,
                        Json.number(Long.parseLong(given)),
                        "must be greater than " + (least == 0 ? "or equal to " : "") + 0);
            }
        }
        if (!errors.isEmpty()) {
            throw Statuses.invalid("", "PodLogOptions", call.name(), errors.causes());
        }
    }

    private static ObjectNode options(Query query, String kind) {
        ObjectNode options = Json.object().put("kind", kind).put("apiVersion", "v1");
        for (String flag : FLAGS) {
            String given = query.get(flag);
            if (query.has(flag) && !given.equalsIgnoreCase("false") && !given.equals("0")) {
                options.put(flag, true);
            }
        }
        if (!query.get("container").isEmpty()) {
            options.put("container", query.get("container"));
        }
        if (query.has("command")) {
            query.all("command").forEach(options.putArray("command")::add);
        }
        return options;
    }

    private static ObjectNode pod(Call call, Verbs verbs) {
        Entry entry = verbs.backend().store().current().get("pods", call.namespace(), call.name());
        if (entry == null) {
            throw call.notFound();
        }
        return entry.object();
    }

    private static void checkContainer(Call call, ObjectNode pod) {
        JsonNode spec = pod.path("spec");
        List<String> containers = names(spec.path("containers"));
        List<String> first = names(spec.path("initContainers"));
        List<String> later = names(spec.path("ephemeralContainers"));
        String asked = call.query().get("container");
        if (asked.isEmpty() && containers.size() != 1) {
            throw Statuses.badRequest("a container name must be specified for pod " + call.name() + ", choose one of: "
                    + listed(containers)
                    + (first.isEmpty() ? "" : " or one of the init containers: " + listed(first))
                    + (later.isEmpty() ? "" : " or one of the ephemeral containers: " + listed(later)));
        }
        if (!asked.isEmpty() && !containers.contains(asked) && !first.contains(asked) && !later.contains(asked)) {
            throw Statuses.badRequest("container " + asked + " is not valid for pod " + call.name());
        }
    }

    private static List<String> names(JsonNode containers) {
        List<String> names = new ArrayList<>();
        containers.forEach(container -> names.add(Json.textAt(container, "name")));
        return names;
    }

    private static String listed(List<String> names) {
        return "[" + String.join(" ", names) + "]";
    }

    private static RuntimeException noNode(Verbs verbs, ObjectNode pod) {
        String node = Json.textAt(pod, "spec", "nodeName");
        return verbs.backend().store().current().get("nodes", "", node) == null
                ? Statuses.notFound("", "pods", node)
                : Statuses.plain(500, "no preferred addresses found; known addresses: []");
    }
}
