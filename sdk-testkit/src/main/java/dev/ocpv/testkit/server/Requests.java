package dev.ocpv.testkit.server;

import java.util.Set;
import java.util.function.Predicate;

/** Which requests are meant: {@code Requests.writes().to("configmaps").in("default").named("a")}. */
public final class Requests implements Predicate<ApiRequest> {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final Predicate<ApiRequest> wanted;

    private Requests(Predicate<ApiRequest> wanted) {
        this.wanted = wanted;
    }

    /** {@return all requests} */
    public static Requests any() {
        return new Requests(request -> true);
    }

    /** {@return requests that change nothing, watches among them} */
    public static Requests reads() {
        return new Requests(request -> READS.contains(request.method()));
    }

    /** {@return requests that ask for a change} */
    public static Requests writes() {
        return new Requests(request -> !READS.contains(request.method()));
    }

    /** {@return requests that create} */
    public static Requests creates() {
        return method("POST");
    }

    /** {@return requests that replace} */
    public static Requests updates() {
        return method("PUT");
    }

    /** {@return patches of any kind, server-side apply among them} */
    public static Requests patches() {
        return method("PATCH");
    }

    /** {@return server-side apply} */
    public static Requests applies() {
        return patches().and(request -> request.header("Content-Type").startsWith("application/apply-patch"));
    }

    /** {@return requests that delete one or many} */
    public static Requests deletes() {
        return method("DELETE");
    }

    /** {@return requests that start a watch} */
    public static Requests watches() {
        return method("GET").and(request -> {
            String query = request.rawQuery();
            return query.matches("(.*&)?watch(=(?!false|0).*)?")
                    || request.path().contains("/watch/");
        });
    }

    /** {@return requests of an HTTP method} */
    public static Requests method(String name) {
        return new Requests(request -> request.method().equalsIgnoreCase(name));
    }

    /** {@return those of them that go to a resource, named by its plural, with {@code .group} where that is not clear} */
    public Requests to(String resource) {
        return and(request -> {
            RequestInfo info = RequestInfo.parse(request.path());
            return info != null
                    && (info.resource().equals(resource) || resource.equals(info.resource() + "." + info.group()));
        });
    }

    /** {@return those of them that go to a namespace} */
    public Requests in(String namespace) {
        return and(request -> {
            RequestInfo info = RequestInfo.parse(request.path());
            return info != null && info.namespace().equals(namespace);
        });
    }

    /** {@return those of them that name an object in their path, which a create does not} */
    public Requests named(String name) {
        return and(request -> {
            RequestInfo info = RequestInfo.parse(request.path());
            return info != null && info.name().equals(name);
        });
    }

    /** {@return those of them that go to a part of an object, such as {@code status}} */
    public Requests toPart(String subresource) {
        return and(request -> {
            RequestInfo info = RequestInfo.parse(request.path());
            return info != null && info.subresource().equals(subresource);
        });
    }

    /** {@return those of them whose User-Agent begins like this} */
    public Requests by(String agent) {
        return and(request -> request.header("User-Agent").startsWith(agent));
    }

    @Override
    public Requests and(Predicate<? super ApiRequest> other) {
        return new Requests(request -> wanted.test(request) && other.test(request));
    }

    @Override
    public boolean test(ApiRequest request) {
        return wanted.test(request);
    }
}
