package dev.ocpv.benchmarks;

import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.transport.HttpDoor;
import dev.ocpv.testkit.transport.InProcess;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;

/** Our server. */
final class KitRig implements Rig {
    private final ApiServer server;
    private final Runnable door;
    private final KubernetesClient client;

    private KitRig(ApiServer server, Runnable door, KubernetesClient client) {
        this.server = server;
        this.door = door;
        this.client = client;
    }

    static KitRig inProcess() {
        ApiServer server = ApiServer.builder().build();
        return new KitRig(server, () -> {}, InProcess.client(server));
    }

    static KitRig http() {
        ApiServer server = ApiServer.builder().build();
        HttpDoor door = HttpDoor.open(server);
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(InProcess.config())
                        .withMasterUrl(door.url())
                        .build())
                .withHttpClientFactory(new VertxHttpClientFactory())
                .build();
        return new KitRig(server, door::close, client);
    }

    ApiServer server() {
        return server;
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public void fill(int objects) {
        for (int i = 0; i < objects; i++) {
            ApiResponse response = server.handle(ApiRequest.of("POST", Samples.CONFIG_MAPS, Samples.filling(i)));
            if (response.status() != 201) {
                throw new IllegalStateException(response.text());
            }
        }
    }

    @Override
    public void close() {
        client.close();
        door.run();
    }
}
