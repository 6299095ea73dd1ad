package dev.ocpv.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.crud.AttributeSet;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The mock server of fabric8 in CRUD mode. */
final class MockRig implements Rig {
    /** A line for each request would slow the server down. */
    private static final Logger LOG = Logger.getLogger(MockWebServer.class.getName());

    private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
    private final KubernetesMockServer server;
    private final KubernetesClient client;

    MockRig() {
        LOG.setLevel(Level.OFF);
        server = new KubernetesMockServer(
                new Context(new ObjectMapper()), new MockWebServer(), new HashMap<>(), objects, false);
        server.init();
        client = server.createClient(new VertxHttpClientFactory());
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    /** By the back door: through the front, each object would cost a look at all others. */
    @Override
    public void fill(int count) {
        AttributeSet path = objects.getAttributeExtractor().fromPath(Samples.CONFIG_MAPS);
        for (int i = 0; i < count; i++) {
            String json = Samples.filling(i);
            AttributeSet attributes = objects.getAttributeExtractor().fromResource(json);
            objects.getMap().put(AttributeSet.merge(path, attributes), json);
        }
    }

    /** Drops the requests that the server keeps for assertions. */
    void forgetRequests() throws InterruptedException {
        while (server.takeRequest(1, TimeUnit.MILLISECONDS) != null) {
            // the next one
        }
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
