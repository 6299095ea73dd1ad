package dev.ocpv.testkit.random;

import dev.ocpv.testkit.random.Model.Thing;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.EventStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server and its model, side by side. */
final class World {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final Pattern VERSION = Pattern.compile("\"resourceVersion\":\"(\\d+)\"");
    private static final Pattern NAME = Pattern.compile("\"name\":\"(m\\d+)\"");
    private static final Pattern TYPE = Pattern.compile("^\\{\"type\":\"(\\w+)\"");
    private static final Pattern CONTINUE = Pattern.compile("\"continue\":\"([^\"]+)\"");

    private final ApiServer server;
    private final Model model;
    private final long beginning;
    private final boolean forgetful;

    /** A forgetful model, which does not know that what is deleted is gone, is one that must be found out. */
    World(ApiServer server, boolean forgetful) {
        this.server = server;
        this.forgetful = forgetful;
        this.beginning = version(get(MAPS));
        this.model = new Model(beginning);
    }

    void run(Op op) {
        switch (op.kind()) {
            case CREATE -> create(op);
            case UPDATE -> update(op);
            case MERGE -> merge(op);
            case JSON_PATCH -> jsonPatch(op);
            case APPLY -> apply(op);
            case DELETE -> delete(op);
            case FINALIZE -> release(op);
            case LIST -> list(op, "", model.revision);
            case LIST_THEN -> {
                long then = past(op);
                list(op, "&resourceVersionMatch=Exact&resourceVersion=" + then, then);
            }
            case WATCH -> watch(past(op), op);
        }
    }

    /** Compares everything once more: what is there, and how it came about. */
    void finish() {
        Op all = new Op(Op.Kind.LIST, 0, 0, 0);
        list(all, "", model.revision);
        watch(Math.max(beginning, model.oldest()), all);
    }

    private void create(Op op) {
        Thing thing = new Thing(name(op), "v" + op.value(), null, label(op), op.choice() % 5 == 0, false, 0);
        ApiResponse answer = send("POST", MAPS, "application/json", json(thing, ""));
        if (model.things.containsKey(thing.name())) {
            expect(answer, 409, -1);
        } else {
            expect(answer, 201, model.write(thing));
        }
    }

    private void update(Op op) {
        Thing old = model.things.get(name(op));
        if (old == null) {
            Thing thing = new Thing(name(op), "v", null, null, false, false, 0);
            expect(send("PUT", path(op), "application/json", json(thing, "")), 404, -1);
            return;
        }
        Thing next = old.with("v" + op.value(), label(op), old.held());
        boolean stale = op.choice() % 3 == 0 && old.version() > 1;
        String version = op.choice() % 3 == 1 ? "" : Long.toString(stale ? old.version() - 1 : old.version());
        ApiResponse answer = send("PUT", path(op), "application/json", json(next, version));
        if (stale) {
            expect(answer, 409, -1);
        } else {
            expect(answer, 200, model.write(next));
        }
    }

    private void merge(Op op) {
        String value = op.value() == 0 ? "null" : "\"v" + op.value() + "\"";
        String patch = "{\"data\":{\"k\":" + value + "}}";
        ApiResponse answer = send("PATCH", path(op), "application/merge-patch+json", patch);
        Thing old = model.things.get(name(op));
        if (old == null) {
            expect(answer, 404, -1);
        } else {
            Thing next = old.with(op.value() == 0 ? null : "v" + op.value(), old.label(), old.held());
            expect(answer, 200, model.write(next));
        }
    }

    private void jsonPatch(Op op) {
        int wanted = op.choice() % 4;
        String patch = "[{\"op\":\"test\",\"path\":\"/data/k\",\"value\":\"v" + wanted
                + "\"},{\"op\":\"replace\",\"path\":\"/data/k\",\"value\":\"v" + op.value() + "\"}]";
        ApiResponse answer = send("PATCH", path(op), "application/json-patch+json", patch);
        Thing old = model.things.get(name(op));
        if (old == null) {
            expect(answer, 404, -1);
        } else if (!("v" + wanted).equals(old.value())) {
            expect(answer, 422, -1);
        } else {
            expect(answer, 200, model.write(old.with("v" + op.value(), old.label(), old.held())));
        }
    }

    private void apply(Op op) {
        String applied = "s" + op.value();
        String intent = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"data\":{\"s\":\"" + applied + "\"},"
                + "\"metadata\":{\"name\":\"" + name(op) + "\"}}";
        String target = path(op) + "?fieldManager=applier";
        ApiResponse answer = send("PATCH", target, "application/apply-patch+yaml", intent);
        Thing old = model.things.get(name(op));
        if (old == null) {
            expect(answer, 201, model.write(new Thing(name(op), null, applied, null, false, false, 0)));
        } else {
            expect(answer, 200, model.write(old.withApplied(applied)));
        }
    }

    private void delete(Op op) {
        Thing old = model.things.get(name(op));
        boolean mismatch = op.choice() % 4 == 0;
        String options = mismatch ? "{\"preconditions\":{\"resourceVersion\":\"1\"}}" : "";
        ApiResponse answer = send("DELETE", path(op), "application/json", options);
        if (old == null) {
            expect(answer, 404, -1);
        } else if (mismatch) {
            expect(answer, 409, -1);
        } else if (old.held()) {
            expect(answer, 200, model.write(old.leaving()));
        } else {
            expect(answer, 200, -1);
            if (!forgetful) {
                model.remove(old);
            }
        }
    }

    private void release(Op op) {
        String patch = "{\"metadata\":{\"finalizers\":null}}";
        ApiResponse answer = send("PATCH", path(op), "application/merge-patch+json", patch);
        Thing old = model.things.get(name(op));
        if (old == null) {
            expect(answer, 404, -1);
        } else {
            model.write(old.with(old.value(), old.label(), false));
            expect(answer, 200, -1);
        }
    }

    private void list(Op op, String more, long version) {
        List<String> found = new ArrayList<>();
        String limit = op.choice() % 2 == 0 ? "" : "&limit=" + (1 + op.choice() % 3);
        String target = MAPS + "?labelSelector=" + selectorText(op) + limit + more;
        String token = "";
        do {
            String page = token.isEmpty()
                    ? target
                    : MAPS + "?labelSelector=" + selectorText(op) + limit + "&continue=" + token;
            ApiResponse answer = get(page);
            expect(answer, 200, version);
            String text = answer.text();
            Matcher items = NAME.matcher(text);
            while (items.find()) {
                found.add(items.group(1) + "@" + version(text.substring(items.start())));
            }
            Matcher next = CONTINUE.matcher(text);
            token = next.find() ? next.group(1) : "";
        } while (!token.isEmpty());
        same(model.list(version, selector(op)), found, target);
    }

    private void watch(long from, Op op) {
        String target = MAPS + "?watch=true&resourceVersion=" + from + "&labelSelector=" + selectorText(op);
        List<String> seen = new ArrayList<>();
        try (EventStream events = Objects.requireNonNull(get(target).events())) {
            for (byte[] event = events.next(); event != null; event = events.next()) {
                String text = new String(event, StandardCharsets.UTF_8);
                seen.add(first(TYPE, text) + " " + first(NAME, text) + "@" + version(text));
            }
        }
        same(model.events(from, selector(op)), seen, target);
    }

    private long past(Op op) {
        long oldest = model.oldest();
        return oldest + op.choice() % (model.revision - oldest + 1);
    }

    private static String selectorText(Op op) {
        return switch (op.choice() % 4) {
            case 1 -> "a%3Dx";
            case 2 -> "a+in+(x,y)";
            case 3 -> "!a";
            default -> "";
        };
    }

    private static Predicate<Thing> selector(Op op) {
        return switch (op.choice() % 4) {
            case 1 -> thing -> "x".equals(thing.label());
            case 2 -> thing -> "x".equals(thing.label()) || "y".equals(thing.label());
            case 3 -> thing -> thing.label() == null;
            default -> thing -> true;
        };
    }

    private static @Nullable String label(Op op) {
        return switch (op.choice() % 7) {
            case 0, 1 -> "x";
            case 2 -> "y";
            case 3 -> "z";
            default -> null;
        };
    }

    private static String name(Op op) {
        return "m" + op.name();
    }

    private static String path(Op op) {
        return MAPS + "/" + name(op);
    }

    private static String json(Thing thing, String version) {
        List<String> data = new ArrayList<>();
        if (thing.value() != null) {
            data.add("\"k\":\"" + thing.value() + "\"");
        }
        if (thing.applied() != null) {
            data.add("\"s\":\"" + thing.applied() + "\"");
        }
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + thing.name() + "\""
                + (version.isEmpty() ? "" : ",\"resourceVersion\":\"" + version + "\"")
                + (thing.label() == null ? "" : ",\"labels\":{\"a\":\"" + thing.label() + "\"}")
                + (thing.held() ? ",\"finalizers\":[\"test/hold\"]" : "")
                + "},\"data\":{" + String.join(",", data) + "}}";
    }

    private ApiResponse get(String target) {
        return server.handle(ApiRequest.of("GET", target));
    }

    private ApiResponse send(String method, String target, String type, String body) {
        return server.handle(ApiRequest.of(method, target, type, body));
    }

    private static void expect(ApiResponse answer, int status, long version) {
        if (answer.status() != status || (version >= 0 && version(answer) != version)) {
            throw new DivergenceException("wanted " + status + (version < 0 ? "" : " at " + version) + ", got "
                    + answer.status() + " " + answer.text());
        }
    }

    private static void same(List<String> wanted, List<String> got, String what) {
        if (!wanted.equals(got)) {
            throw new DivergenceException(what + "\n  wanted " + wanted + "\n  got    " + got);
        }
    }

    private static long version(ApiResponse answer) {
        return version(answer.text());
    }

    private static long version(String text) {
        return Long.parseLong(first(VERSION, text));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "-1";
    }

    /** The server and the model are no longer alike. */
    static final class DivergenceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DivergenceException(String message) {
            super(message);
        }
    }
}
