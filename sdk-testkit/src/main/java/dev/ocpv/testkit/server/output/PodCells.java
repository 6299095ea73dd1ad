package dev.ocpv.testkit.server.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import java.time.Instant;

/** What a table says of a pod: the phase is only where it starts. */
final class PodCells {
    private final ObjectNode pod;
    private final JsonNode containers;
    private String reason;
    private int ready;
    private int restarts;
    private String lastRestart = "";

    PodCells(ObjectNode pod) {
        this.pod = pod;
        this.containers = pod.path("status").path("containerStatuses");
        this.reason = Cells.at(pod, "status.reason", Cells.at(pod, "status.phase", ""));
        if (Json.textAt(condition("PodScheduled"), "reason").equals("SchedulingGated")) {
            reason = "SchedulingGated";
        }
        if (!initializing()) {
            running();
        }
        boolean over = Cells.at(pod, "status.phase", "").matches("Succeeded|Failed");
        if (Cells.isGoing(pod) && Cells.at(pod, "status.reason", "").equals("NodeLost")) {
            reason = "Unknown";
        } else if (Cells.isGoing(pod) && !over) {
            reason = "Terminating";
        }
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
            countRestarts(status);
            JsonNode terminated = status.path("state").path("terminated");
            if ((terminated.isObject() && terminated.path("exitCode").asInt() == 0)
                    || (status.path("started").asBoolean() && !terminated.isObject())) {
                continue;
            }
            String waiting = Json.textAt(status, "state", "waiting", "reason");
            if (terminated.isObject()) {
                reason = "Init:" + ending(terminated);
            } else if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
                reason = "Init:" + waiting;
            } else {
                int all = pod.path("spec").path("initContainers").size();
                reason = "Init:" + i + "/" + all;
            }
            return true;
        }
        return false;
    }

    private void running() {
        restarts = 0;
        lastRestart = "";
        boolean anyRuns = false;
        for (int i = containers.size() - 1; i >= 0; i--) {
            JsonNode status = containers.get(i);
            countRestarts(status);
            JsonNode state = status.path("state");
            String waiting = Json.textAt(state, "waiting", "reason");
            if (!waiting.isEmpty()) {
                reason = waiting;
            } else if (state.path("terminated").isObject()) {
                reason = ending(state.path("terminated"));
            } else if (status.path("ready").asBoolean() && state.path("running").isObject()) {
                anyRuns = true;
                ready++;
            }
        }
        if (reason.equals("Completed") && anyRuns) {
            reason = Json.textAt(condition("Ready"), "status").equals("True") ? "Running" : "NotReady";
        }
    }

    private void countRestarts(JsonNode status) {
        restarts += status.path("restartCount").asInt(0);
        String finished = Json.textAt(status, "lastState", "terminated", "finishedAt");
        lastRestart = finished.compareTo(lastRestart) > 0 ? finished : lastRestart;
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
        return ready + "/" + pod.path("spec").path("containers").size();
    }

    String status() {
        return reason;
    }

    String restarts(Instant now) {
        return restarts == 0 || lastRestart.isEmpty()
                ? Integer.toString(restarts)
                : restarts + " (" + Ages.since(lastRestart, now) + " ago)";
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
