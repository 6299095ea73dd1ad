package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes clients that talk to a server directly; never found by a service loader. */
final class InProcessFactory implements HttpClient.Factory {
    private final ApiServer server;

    InProcessFactory(ApiServer server) {
        this.server = server;
    }

    @Override
    public Builder newBuilder() {
        return new Builder(this);
    }

    /** Leaves out what only connections need: proxies, certificates and versions of TLS. */
    @Override
    public Builder newBuilder(Config config) {
        Builder builder = newBuilder();
        builder.tag(config.getRequestConfig());
        HttpClientUtils.createApplicableInterceptors(config, this).forEach(builder::addOrReplaceInterceptor);
        return builder;
    }

    @Override
    public int priority() {
        return Integer.MIN_VALUE;
    }

    /** Builds one client. */
    static final class Builder extends StandardHttpClientBuilder<InProcessHttpClient, InProcessFactory, Builder> {
        Builder(InProcessFactory factory) {
            super(factory);
        }

        @Override
        protected Builder newInstance(InProcessFactory factory) {
            return new Builder(factory);
        }

        @Override
        public HttpClient build() {
            AtomicBoolean closed = client == null ? new AtomicBoolean() : client.closedFlag();
            return new InProcessHttpClient(this, closed, clientFactory.server);
        }
    }
}
