package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiServer;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
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
