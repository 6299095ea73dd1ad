package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** The door for fabric8 clients in the same process: no socket, no port, no thread of its own. */
public final class InProcess {
    /** Knows the Java type of each kind and how to read it; finding that out takes longer than a thousand requests. */
    private static final KubernetesSerialization SERIALIZATION = new DirectSerialization();

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
                .withTrustCerts(true) // Nothing is encrypted here, so nobody's certificates need be read.
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(0) // An answer is there when the call returns, so that no timer need be set for it.
                .build();
    }

    /** {@return a client of the server, to be closed by the caller} */
    public static KubernetesClient client(ApiServer server) {
        return client(server, config());
    }

    /**
     * {@return a client of the server whose writes carry the name of that user agent, to be closed by the caller} All clients made here
     * share one {@link KubernetesSerialization}: a Java type registered with one of them is known to all.
     */
    public static KubernetesClient client(ApiServer server, String userAgent) {
        return client(
                server, new ConfigBuilder(config()).withUserAgent(userAgent).build());
    }

    private static KubernetesClient client(ApiServer server, Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(httpClientFactory(server))
                .withKubernetesSerialization(SERIALIZATION)
                .build();
    }
}
