package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.registry.NameRules;

/** What events must be like; those that say when they happened, and all of the newer API, more strictly. */
final class EventRules {
    private static final String ELSEWHERE = "does not match event.namespace";

    private EventRules() {}

    static void create(Part event, boolean newer) {
        always(event, newer);
        if (!newer) {
            return;
        }
        if (event.at("series").isSet()) {
            series(event.at("series"));
        }
        if (event.at("eventTime").isZero()) {
            event.at("eventTime").required("");
        }
        Part type = event.at("type");
        if (!type.is("Normal", "Warning")) {
            type.invalid(Json.text(""), "has invalid value: " + type.text());
        }
        unset(event.at("deprecatedFirstTimestamp"), "firstTimestamp");
        unset(event.at("deprecatedLastTimestamp"), "lastTimestamp");
        unset(event.at("deprecatedCount"), "count");
        unset(event.at("deprecatedSource"), "source");
    }

    private static void unset(Part field, String name) {
        if (!field.isZero()) {
            field.as(name).invalid(Json.text(""), "needs to be unset");
        }
    }

    private static void series(Part series) {
        if (series.at("count").number() < 2) {
            series.at("count").invalid(Json.text(""), "should be at least 2");
        }
        if (series.at("lastObservedTime").isZero()) {
            series.at("lastObservedTime").required("");
        }
    }

    private static void always(Part event, boolean newer) {
        Part about =
                event.at(newer ? "regarding" : "involvedObject", "namespace").as("involvedObject.namespace");
        String own = event.at("metadata", "namespace").text();
        if (event.at("eventTime").isZero()) {
            boolean fits = about.isZero() ? own.isEmpty() || own.equals("default") : about.is(own);
            if (!fits) {
                about.invalid(ELSEWHERE);
            }
        } else {
            if (about.isZero() && !own.equals("default") && !own.equals("kube-system")) {
                about.invalid(ELSEWHERE);
            }
            recent(event, newer);
        }
        event.at("metadata", "namespace").as("namespace").invalid(NameRules.subdomain(own, false));
    }

    /** What an event says that says when it happened. */
    private static void recent(Part event, boolean newer) {
        Part controller = event.at(newer ? "reportingController" : "reportingComponent");
        if (controller.isZero()) {
            controller.required("");
        }
        controller.labelKey();
        limited(event.at("reportingInstance"), 128, true);
        limited(event.at("action"), 128, true);
        limited(event.at("reason"), 128, true);
        limited(event.at(newer ? "note" : "message").as("message"), 1024, false);
    }

    private static void limited(Part text, int longest, boolean needed) {
        if (needed && text.isZero()) {
            text.required("");
        }
        if (text.text().length() > longest) {
            text.invalid(Json.text(""), "can have at most " + longest + " characters");
        }
    }

    static void update(Part event, Part old, boolean newer) {
        always(event, newer);
        if (!newer) {
            return;
        }
        if (!event.at("series").same(old.at("series")) && event.at("series").isSet()) {
            series(event.at("series"));
        }
        same(event, old, "regarding", "involvedObject");
        same(event, old, "reason", "reason");
        same(event, old, "note", "message");
        same(event, old, "deprecatedSource", "source");
        same(event, old, "deprecatedFirstTimestamp", "firstTimestamp");
        same(event, old, "deprecatedLastTimestamp", "lastTimestamp");
        same(event, old, "deprecatedCount", "count");
        for (String field : new String[] {
            "reason", "type", "eventTime", "action", "related", "reportingController", "reportingInstance"
        }) {
            same(event, old, field, field);
        }
    }

    private static void same(Part event, Part old, String field, String name) {
        event.at(field).as(name).immutable(old.at(field));
    }
}
