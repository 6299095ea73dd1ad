package dev.ocpv.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitEventTest {
    private final ApiServer server = ApiServer.builder().build();
    private final List<CommitEvent> heard = new ArrayList<>();

    @Test
    void tells_who_made_a_change() {
        Maps.create(server, "before");
        server.addCommitListener(heard::add);

        Sender.to(server).with("User-Agent", "painter/2.0").delete(Maps.ALL + "/before");
        Sender.to(server).post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"going\"}}");
        Sender.to(server).with("User-Agent", "mover/1.0").delete("/api/v1/namespaces/going");
        server.clock().advance(Duration.ofMinutes(1));

        assertThat(heard)
                .extracting(event -> event.type() + " " + event.agent())
                .startsWith("DELETED painter/2.0");
        assertThat(heard)
                .filteredOn(event -> event.name().equals("going"))
                .extracting(event -> event.type() + " " + event.agent())
                .contains("MODIFIED mover/1.0")
                .endsWith("DELETED kube-controller-manager/v1.35.0");
    }

    @Test
    void tells_which_owner_controls_the_object() {
        server.addCommitListener(heard::add);
        String owner = "{\"apiVersion\":\"v1\",\"kind\":\"%s\",\"name\":\"%s\",\"uid\":\"%s\",\"controller\":%s}";
        String owners = owner.formatted("Secret", "keeper", "a", "false") + ","
                + owner.formatted("ConfigMap", "maker", "b", "true");
        Sender.to(server)
                .post(Maps.ALL, "{\"metadata\":{\"name\":\"owned\",\"ownerReferences\":[%s]}}".formatted(owners));
        Maps.create(server, "free");

        assertThat(heard.get(0).controller()).hasValue(new CommitEvent.Controller("ConfigMap", "maker"));
        assertThat(heard)
                .filteredOn(event -> event.name().equals("free"))
                .allSatisfy(event -> assertThat(event.controller()).isEmpty());
    }
}
