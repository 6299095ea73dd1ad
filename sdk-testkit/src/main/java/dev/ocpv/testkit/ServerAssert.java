package dev.ocpv.testkit;

import dev.ocpv.testkit.server.ApiServer;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what a server holds and on what was written; a failure shows the writes.
 *
 * <p>A resource is named by its plural, with {@code .group} behind it where that is not clear; a namespace is empty for what has none.
 */
public final class ServerAssert extends AbstractAssert<ServerAssert, ApiServer> {
    private final List<RecordedWrite> writes;

    ServerAssert(ApiServer actual, List<RecordedWrite> writes) {
        super(actual, ServerAssert.class);
        this.writes = writes;
    }

    /** Fails unless there is such an object. */
    public ServerAssert hasObject(String resource, String namespace, String name) {
        object(resource, namespace, name);
        return this;
    }

    /** Fails if there is such an object. */
    public ServerAssert hasNoObject(String resource, String namespace, String name) {
        actual.object(resource, namespace, name)
                .ifPresent(object -> failWithMessage(
                        "Wanted no %s, but there is%n%s%n%s", place(resource, namespace, name), object, journal()));
        return this;
    }

    /** {@return assertions on an object}; fails unless it is there. */
    public ObjectAssert object(String resource, String namespace, String name) {
        String place = place(resource, namespace, name);
        return actual.object(resource, namespace, name)
                .map(object -> new ObjectAssert(place, object))
                .orElseThrow(() -> failure("There is no %s.%n%s", place, journal()));
    }

    /** {@return assertions on what was written} */
    public WritesAssert writes() {
        return new WritesAssert(writes);
    }

    private String journal() {
        return WritesText.of(writes);
    }

    private static String place(String resource, String namespace, String name) {
        return namespace.isEmpty() ? resource + "/" + name : resource + "/" + namespace + "/" + name;
    }
}
