package dev.ocpv.testkit.server;

import dev.ocpv.testkit.server.registry.Backend;
import dev.ocpv.testkit.server.registry.Call;
import java.util.List;

/**
 * What the dispatcher needs besides the registry.
 *
 * @param backend the objects and the catalogue
 * @param about answers whatever is no resource
 * @param user the user of every request
 * @param groups the groups of that user
 */
record Core(Backend backend, AboutServer about, String user, List<String> groups) {
    Call.Client client(ApiRequest request) {
        return new Call.Client(user, groups, request.header("User-Agent"));
    }
}
