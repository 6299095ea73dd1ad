package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;

/** The door for fabric8 clients in the same process: no socket, no port, no thread of its own. */
public final class InProcess {
    private InProcess() {}

    /** {@return a factory whose clients talk to the server directly} */
    public static HttpClient.Factory httpClientFactory(ApiServer server) {
        return new InProcessFactory(server);
    }

    /** {@return a configuration that clients of this door can start from} */
    public static Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://in-process/")
                .withNamespace("default")
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    /** {@return a client of the server, to be closed by the caller} */
    public static KubernetesClient client(ApiServer server) {
        return new KubernetesClientBuilder()
                .withConfig(config())
                .withHttpClientFactory(httpClientFactory(server))
                .build();
    }
}
