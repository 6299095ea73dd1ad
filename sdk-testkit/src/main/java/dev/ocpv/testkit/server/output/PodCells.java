package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a table says of a pod: the phase is only where it starts. */
final class PodCells {
    private final ObjectNode pod;
    private final JsonNode containers;
    private String reason;
    private int ready;
    private final Set<String> sidecars = new HashSet<>();
    private final Restarts lasting = new Restarts();
    private Restarts all = new Restarts();

    /** How often some containers were started again, and when last. */
    private static final class Restarts {
        private int count;
        private String last = "";

        void count(JsonNode status) {
            count += status.path("restartCount").asInt(0);
            String finished = Json.textAt(status, "lastState", "terminated", "finishedAt");
            last = finished.compareTo(last) > 0 ? finished : last;
        }
    }

    PodCells(ObjectNode pod) {
        this.pod = pod;
        this.containers = pod.path("status").path("containerStatuses");
        this.reason = Cells.at(pod, "status.reason", Cells.at(pod, "status.phase", ""));
        if (Json.textAt(condition("PodScheduled"), "reason").equals("SchedulingGated")) {
            reason = "SchedulingGated";
        }
        for (JsonNode container : pod.path("spec").path("initContainers")) {
            if (Json.textAt(container, "restartPolicy").equals("Always")) {
                sidecars.add(Json.textAt(container, "name"));
            }
        }
        if (!initializing() || Json.textAt(condition("Initialized"), "status").equals("True")) {
            running();
        }
        boolean over = Cells.at(pod, "status.phase", "").matches("Succeeded|Failed");
        if (Cells.isGoing(pod) && Cells.at(pod, "status.reason", "").equals("NodeLost")) {
            reason = "Unknown";
        } else if (Cells.isGoing(pod) && !over) {
            reason = "Terminating";
        }
    }

    /** {@return the status as older releases show it: a pod that goes is only that, also when it is done} */
    String oldStatus() {
        return Cells.isGoing(pod) && !reason.equals("Unknown") ? "Terminating" : reason;
    }

    /** {@return what the row of a pod that is done says of it} */
    static Optional<ObjectNode> completion(ObjectNode pod) {
        String phase = Json.textAt(pod, "status", "phase");
        String message = Map.of("Succeeded", "The pod has completed successfully.", "Failed", "The pod failed.")
                .get(phase);
        return Optional.ofNullable(message)
                .map(text -> Json.object()
                        .put("type", "Completed")
                        .put("status", "True")
                        .put("reason", phase)
                        .put("message", text));
    }

    private JsonNode condition(String type) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (Json.textAt(condition, "type").equals(type)) {
                return condition;
            }
        }
        return Json.missing();
    }

    private boolean initializing() {
        JsonNode statuses = pod.path("status").path("initContainerStatuses");
        for (int i = 0; i < statuses.size(); i++) {
            JsonNode status = statuses.get(i);
            boolean restartable = sidecars.contains(Json.textAt(status, "name"));
            all.count(status);
            if (restartable) {
                lasting.count(status);
            }
            JsonNode terminated = status.path("state").path("terminated");
            if (terminated.isObject() && terminated.path("exitCode").asInt() == 0) {
                continue;
            }
            if (restartable && status.path("started").asBoolean()) {
                ready += status.path("ready").asBoolean() ? 1 : 0;
                continue;
            }
            reason = "Init:" + stage(i, status);
            return true;
        }
        return false;
    }

    private String stage(int index, JsonNode status) {
        JsonNode terminated = status.path("state").path("terminated");
        String waiting = Json.textAt(status, "state", "waiting", "reason");
        if (terminated.isObject()) {
            return ending(terminated);
        }
        if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
            return waiting;
        }
        return index + "/" + pod.path("spec").path("initContainers").size();
    }

    private void running() {
        all = lasting;
        boolean anyRuns = false;
        String failure = "";
        for (int i = containers.size() - 1; i >= 0; i--) {
            JsonNode status = containers.get(i);
            all.count(status);
            JsonNode state = status.path("state");
            String waiting = Json.textAt(state, "waiting", "reason");
            if (!waiting.isEmpty()) {
                reason = waiting;
            } else if (state.path("terminated").isObject()) {
                reason = ending(state.path("terminated"));
                failure = state.path("terminated").path("exitCode").asInt() == 0 ? failure : reason;
            } else if (status.path("ready").asBoolean() && state.path("running").isObject()) {
                anyRuns = true;
                ready++;
            }
        }
        if (reason.equals("Completed")) {
            if (anyRuns && Json.textAt(condition("Ready"), "status").equals("True")) {
                reason = "Running";
            } else if (!failure.isEmpty()) {
                reason = failure;
            } else if (anyRuns) {
                reason = "NotReady";
            }
        }
    }

    private static String ending(JsonNode terminated) {
        String why = Json.textAt(terminated, "reason");
        int signal = terminated.path("signal").asInt(0);
        if (!why.isEmpty()) {
            return why;
        }
        return signal != 0
                ? "Signal:" + signal
                : "ExitCode:" + terminated.path("exitCode").asInt();
    }

    String ready() {
        return ready + "/" + (pod.path("spec").path("containers").size() + sidecars.size());
    }

    String status() {
        return reason;
    }

    String restarts(Instant now) {
        return all.count == 0 || all.last.isEmpty()
                ? Integer.toString(all.count)
                : all.count + " (" + Ages.since(all.last, now) + " ago)";
    }

    String readinessGates() {
        int passed = 0;
        JsonNode gates = pod.path("spec").path("readinessGates");
        for (JsonNode gate : gates) {
            JsonNode condition = condition(Json.textAt(gate, "conditionType"));
            passed += Json.textAt(condition, "status").equals("True") ? 1 : 0;
        }
        return gates.isEmpty() ? Cells.NONE : passed + "/" + gates.size();
    }
}
