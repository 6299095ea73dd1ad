package dev.ocpv.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A custom resource with a large schema, beside what reading and writing the same bytes takes alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 4)
@NullUnmarked
public class HyperConvergedBenchmark {
    private static final String PLACE =
            "/apis/hco.kubevirt.io/v1beta1/namespaces/default/hyperconvergeds/kubevirt-hyperconverged";
    private static final String MIGRATIONS = "\"parallelMigrationsPerCluster\":";
    private static final Map<String, List<String>> JSON = Map.of("Content-Type", List.of("application/json"));
    private static final Map<String, List<String>> APPLY =
            Map.of("Content-Type", List.of("application/apply-patch+yaml"));

    private final ObjectMapper mapper = new ObjectMapper();
    private final String sample = Samples.hyperConverged();
    private final byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
    private ApiServer server;
    private String version;
    private int count;

    /** Stores the object. */
    @Setup
    public void create() {
        var builder = ApiServer.builder().kubernetesMinor(30);
        Samples.definitions().forEach(builder::addDefinition);
        server = builder.build();
        remember(send("POST", PLACE.substring(0, PLACE.lastIndexOf('/')) + "?fieldValidation=Strict", JSON, sample));
    }

    /** Reads and writes the bytes, and nothing else. */
    @Benchmark
    public byte[] parseAndWrite() throws IOException {
        return mapper.writeValueAsBytes(mapper.readTree(bytes));
    }

    /** Replaces the object; one field changes. */
    @Benchmark
    public ApiResponse put() {
        String body = changed().replace("\"metadata\":{", "\"metadata\":{\"resourceVersion\":\"" + version + "\",");
        return remember(send("PUT", PLACE, JSON, body));
    }

    /** Applies the object; one field changes. */
    @Benchmark
    public ApiResponse apply() {
        return send("PATCH", PLACE + "?fieldManager=benchmark&force=true", APPLY, changed());
    }

    private String changed() {
        return sample.replace(MIGRATIONS + "17", MIGRATIONS + (10 + count++ % 90));
    }

    private ApiResponse send(String method, String target, Map<String, List<String>> headers, String body) {
        var response = server.handle(new ApiRequest(method, target, headers, body.getBytes(StandardCharsets.UTF_8)));
        if (response.status() >= 300) {
            throw new IllegalStateException(response.text());
        }
        return response;
    }

    private ApiResponse remember(ApiResponse response) {
        String text = response.text();
        int at = text.indexOf("\"resourceVersion\":\"") + 19;
        version = text.substring(at, text.indexOf('"', at));
        return response;
    }
}
