package dev.ocpv.testkit.transport;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads JSON that is in memory already as it is there, without the buffer that streams from elsewhere need. */
final class DirectSerialization extends KubernetesSerialization {
    private final ObjectMapper mapper;

    DirectSerialization() {
        this(new ObjectMapper());
    }

    private DirectSerialization(ObjectMapper mapper) {
        super(mapper, true);
        this.mapper = mapper;
    }

    @Override
    public <T> T unmarshal(InputStream in, TypeReference<T> type) {
        try {
            return in instanceof ByteArrayInputStream && startsAnObject(in)
                    ? mapper.readerFor(type).readValue(in)
                    : super.unmarshal(in, type);
        } catch (IOException e) {
            throw KubernetesClientException.launderThrowable(e);
        }
    }

    private static boolean startsAnObject(InputStream in) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == '{';
    }
}
