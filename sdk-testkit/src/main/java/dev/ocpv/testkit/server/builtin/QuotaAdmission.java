package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.admission.AdmissionRequest;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Query;
import dev.ocpv.testkit.server.registry.Registry;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.store.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds new objects to the quotas of their namespace, as far as the status of a quota says what is limited. */
final class QuotaAdmission implements AdmissionHook {
    private final Backend backend;
    private final Registry registry;

    QuotaAdmission(Backend backend, Registry registry) {
        this.backend = backend;
        this.registry = registry;
    }

    @Override
    public void validate(AdmissionRequest request) {
        AdmissionRequest.Target target = request.target();
        if (!request.operation().equals("CREATE")
                || !target.subresource().isEmpty()
                || target.namespace().isEmpty()) {
            return;
        }
        List<Entry> quotas = new ArrayList<>();
        for (Entry entry : backend.store().current().all("resourcequotas")) {
            if (entry.namespace().equals(target.namespace())
                    && QuotaUsage.covers(entry.object().path("spec"), request)) {
                quotas.add(entry);
            }
        }
        if (quotas.isEmpty()) {
            return;
        }
        Map<String, BigDecimal> usage = QuotaUsage.of(request);
        quotas.forEach(quota -> check(request, quota, usage));
        if (!request.options().dryRun()) {
            quotas.forEach(quota -> spend(quota, usage));
        }
    }

    private static void check(AdmissionRequest request, Entry quota, Map<String, BigDecimal> usage) {
        JsonNode hard = quota.object().path("status").path("hard");
        JsonNode used = quota.object().path("status").path("used");
        Map<String, String> asked = new TreeMap<>();
        Map<String, String> there = new TreeMap<>();
        Map<String, String> limit = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, JsonNode> bound : hard.properties()) {
            String name = bound.getKey();
            BigDecimal more = usage.get(name);
            if (more == null) {
                if (QuotaUsage.mustBeSaid(request, name)) {
                    missing.add(name);
                }
                continue;
            }
            String already = used.path(name).asText("0");
            BigDecimal sum = QuantityText.value(already).add(more);
            if (sum.compareTo(QuantityText.value(bound.getValue().asText())) > 0) {
                asked.put(name, QuantityText.text(more, name.contains("memory") || name.contains("storage")));
                there.put(name, already);
                limit.put(name, bound.getValue().asText());
            }
        }
        if (!missing.isEmpty()) {
            missing.sort(null);
            throw Admissions.forbidden(
                    request,
                    "failed quota: " + quota.name() + ": must specify " + QuotaUsage.missing(request, missing));
        }
        if (!asked.isEmpty()) {
            throw Admissions.forbidden(
                    request,
                    "exceeded quota: " + quota.name() + ", requested: " + list(asked) + ", used: " + list(there)
                            + ", limited: " + list(limit));
        }
    }

    private static String list(Map<String, String> amounts) {
        List<String> texts = new ArrayList<>();
        amounts.forEach((name, amount) -> texts.add(name + "=" + amount));
        return String.join(",", texts);
    }

    private void spend(Entry quota, Map<String, BigDecimal> usage) {
        ResourceDef def = backend.catalog().find("v1", "resourcequotas");
        if (def == null) {
            return;
        }
        Call call = new Call(
                def,
                new Call.Address("update", quota.namespace(), quota.name(), "status"),
                Query.parse(""),
                new Call.Body("", new byte[0]),
                new Call.Client("system:apiserver", List.of("system:masters"), "kube-apiserver"));
        registry.change(call, old -> spent(old, usage));
    }

    private static ObjectNode spent(ObjectNode old, Map<String, BigDecimal> usage) {
        ObjectNode quota = Json.withOwnMetadata(old);
        ObjectNode status = Json.shallow(Json.objectAt(quota.deepCopy(), "status"));
        ObjectNode used = status.get("used") instanceof ObjectNode known ? Json.shallow(known) : Json.object();
        for (Map.Entry<String, JsonNode> bound : status.path("hard").properties()) {
            BigDecimal more = usage.get(bound.getKey());
            if (more != null) {
                String already = used.path(bound.getKey()).asText("0");
                boolean binary =
                        already.endsWith("i") || bound.getValue().asText().endsWith("i");
                used.put(
                        bound.getKey(),
                        QuantityText.text(QuantityText.value(already).add(more), binary));
            }
        }
        status.set("used", used);
        quota.set("status", status);
        return quota;
    }
}
