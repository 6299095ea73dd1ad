package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.authentication.UnstructuredException;
import dev.ocpv.testkit.server.output.Form;
import dev.ocpv.testkit.server.output.Renderer;
import dev.ocpv.testkit.server.output.ShapedWatchFormat;
import dev.ocpv.testkit.server.output.StatusProtobuf;
import dev.ocpv.testkit.server.registry.Call;
import dev.ocpv.testkit.server.registry.Outcome;
import dev.ocpv.testkit.server.registry.Query;
import dev.ocpv.testkit.server.registry.Registry;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.registry.WatchCursor;
import dev.ocpv.testkit.server.registry.WatchFormat;
import dev.ocpv.testkit.server.status.StatusException;
import dev.ocpv.testkit.server.status.Statuses;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds out what a request wants and lets the registry do it. */
final class Dispatcher {
    /** An empty namespace in the path of a core resource is no namespace. */
    private static final String ACROSS_NAMESPACES = "/api/v1/namespaces//";

    private static final Set<String> READS_MANY = Set.of("list", "watch");

    /** The minor from which on the parameters of lists are read before it is known in which form they are answered. */
    private static final int PARAMETERS_FIRST = 35;

    private static final Call.Client SELF =
            new Call.Client("system:apiserver", List.of("system:masters", "system:authenticated"), "kube-apiserver");

    private final Core core;
    private final Registry registry;
    final Set<WatchCursor> watches = ConcurrentHashMap.newKeySet();

    Dispatcher(Core core, Registry registry) {
        this.core = core;
        this.registry = registry;
    }

    ApiResponse dispatch(ApiRequest request) {
        ApiResponse response = admitted(request);
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    /** Does what the server itself wants, whoever else may or may not. */
    ApiResponse trusted(ApiRequest request) {
        return dispatched(request, RequestInfo.parse(request.path()), SELF);
    }

    /** {@return the creation of what need not be checked} */
    static Call checkedBefore(ResourceDef def, String json) {
        Call.Address address = new Call.Address("create", "", "", "");
        Call.Body body = new Call.Body("application/json", json.getBytes(StandardCharsets.UTF_8));
        Call call = new Call(def, address, Query.parse(""), body, SELF);
        call.markCheckedBefore();
        return call;
    }

    private ApiResponse admitted(ApiRequest request) {
        try {
            RequestInfo info = RequestInfo.parse(request.path());
            Call.Client client = core.client(request);
            core.authorize(request, info, client.identity());
            return dispatched(request, info, client);
        } catch (StatusException e) {
            return Answers.failure(e, List.of(), request);
        } catch (UnstructuredException e) {
            return Answers.text(500, e.body());
        }
    }

    private ApiResponse dispatched(ApiRequest request, @Nullable RequestInfo info, Call.Client client) {
        try {
            if (info == null) {
                RequestTimeout.check(Query.parse(request.rawQuery()));
                return core.about().answer(request, core.backend().catalog());
            }
            if (hasEmptyParts(request.path())) {
                return emptyParts(request, info, client);
            }
            ResourceDef def = definition(info);
            if (def == null) {
                return unknownResource(info);
            }
            return resource(request, def.custom() ? info.withoutRest() : info, def, client);
        } catch (StatusException e) {
            return Answers.failure(e, List.of(), request);
        }
    }

    private static boolean hasEmptyParts(String path) {
        return path.contains("//")
                && !path.startsWith(ACROSS_NAMESPACES)
                && (path.startsWith("//") || RequestInfo.withoutEnds(path).contains("//"));
    }

    /** No route of a built-in resource leads there, whereas custom resources are found by what stands in which place. */
    private ApiResponse emptyParts(ApiRequest request, RequestInfo info, Call.Client client) {
        if (request.path().startsWith("//")) {
            return Answers.notFoundText();
        }
        RequestInfo exact = RequestInfo.parseExactly(request.path());
        if (exact == null) {
            return unknownResource(info);
        }
        ResourceDef def = definition(exact);
        return def == null || !def.custom()
                ? unknownResource(info)
                : resource(request, exact.withoutRest(), def, client);
    }

    private @Nullable ResourceDef definition(RequestInfo info) {
        return core.backend().catalog().find(ResourceDef.apiVersion(info.group(), info.version()), info.resource());
    }

    private ApiResponse unknownResource(RequestInfo info) {
        boolean builtinGroup = info.group().isEmpty()
                || core.backend().catalog().byVersion().values().stream()
                        .flatMap(defs -> defs.values().stream())
                        .anyMatch(def -> !def.custom() && def.group().equals(info.group()));
        if (builtinGroup) {
            throw Statuses.noSuchResource();
        }
        return Answers.notFoundText();
    }

    private ApiResponse resource(ApiRequest request, RequestInfo info, ResourceDef def, Call.Client client) {
        if (def.namespaced() == info.namespace().isEmpty()
                && !VerbRules.collectionAcrossNamespaces(request, info, def)) {
            if (def.custom()) {
                return Answers.notFoundText();
            }
            boolean storesNothing = def.strategy().action("") != null;
            if (def.namespaced() && info.name().isEmpty() && !storesNothing) {
                throw VerbRules.notAllowed(def, VerbRules.verb(request, info));
            }
            throw Statuses.noSuchResource();
        }
        String verb = VerbRules.verb(request, info);
        if (request.method().equals("HEAD") && !def.custom()) {
            throw VerbRules.notAllowed(def, verb);
        }
        Query query = Query.parse(request.rawQuery());
        boolean oldWatch = info.watchPath() && request.method().equals("GET");
        if (info.watchPath() && !oldWatch) {
            throw VerbRules.notAllowed(def, verb);
        }
        if (oldWatch || (verb.equals("list") && query.flag("watch"))) {
            verb = "watch";
        }
        VerbRules.checkVerb(def, info, verb);
        VerbRules.checkName(info, verb);
        if (!verb.equals("watch")) {
            RequestTimeout.check(query);
        }
        Call.Address address = new Call.Address(verb, info.namespace(), info.name(), info.subresource());
        Call.Body body = new Call.Body(request.header("Content-Type"), request.body());
        Call call = new Call(def, address, query, body, client);
        def.strategy().warnings().forEach(call::warn);
        if (verb.equals("watch") && !def.verbs().contains(verb)) {
            return Answers.failure(
                    Statuses.methodNotAllowed(def.group(), def.plural(), verb), call.warnings(), request);
        }
        String accept = request.header("Accept");
        if (!def.custom()) {
            Form.checkRoute(accept, verb.equals("list") || verb.equals("watch"));
        }
        try {
            if (READS_MANY.contains(verb) && core.backend().minor() >= PARAMETERS_FIRST) {
                registry.checkParameters(call);
            }
            return run(call, form(call, accept));
        } catch (StatusException e) {
            return def.custom() && StatusProtobuf.isPreferred(accept)
                    ? Answers.protobufFailure(e, call.warnings())
                    : Answers.failure(e, call.warnings(), request);
        }
    }

    private static Form form(Call call, String accept) {
        if (call.verb().equals("watch")) {
            return Form.streamed(accept);
        }
        Form form = call.def().verbs().contains("get") ? Form.of(accept) : Form.ofReview(accept);
        if (form.shape() == Form.Shape.TABLE && call.strategy().action(call.subresource()) != null) {
            throw Form.noTable();
        }
        return form;
    }

    private ApiResponse run(Call call, Form form) {
        if (call.verb().equals("watch")) {
            return stream(call, form);
        }
        Renderer renderer = new Renderer(call, form, core.backend());
        return switch (call.verb()) {
            case "get" -> answer(call, form, renderer, registry.get(call));
            case "list" -> answer(call, form, 200, renderer.bytes(registry.list(call)));
            case "create" -> answer(call, form, renderer, registry.create(call));
            case "update" -> answer(call, form, renderer, registry.update(call));
            case "patch" -> answer(call, form, renderer, registry.patch(call));
            case "delete" -> answer(call, form, renderer, registry.delete(call));
            default -> answer(call, form, 200, renderer.bytes(registry.deleteCollection(call)));
        };
    }

    private static ApiResponse answer(Call call, Form form, Renderer renderer, Outcome outcome) {
        return outcome.code() == 204
                ? ApiResponse.of(204, Map.of(), new byte[0])
                : answer(call, form, outcome.code(), renderer.bytes(outcome));
    }

    private static ApiResponse answer(Call call, Form form, int code, byte[] bytes) {
        return ApiResponse.of(code, Answers.headers(call.warnings(), form), bytes);
    }

    private ApiResponse stream(Call call, Form form) {
        WatchFormat format = form.shape() == Form.Shape.OBJECT
                ? new WatchFormat()
                : new ShapedWatchFormat(call, form, core.backend());
        WatchCursor cursor = registry.watch(call, format);
        watches.add(cursor);
        EventStream events = new EventStream(cursor, () -> watches.remove(cursor));
        return new ApiResponse(200, Answers.headers(call.warnings(), Form.PLAIN), new byte[0], events);
    }

    @Nullable
    WatchCursor anyWatch() {
        return watches.stream().findAny().orElse(null);
    }
}
