package dev.ocpv.testkit.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.random.World.DivergenceException;
import dev.ocpv.testkit.server.ApiRequest;
import dev.ocpv.testkit.server.ApiResponse;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.EventStream;
import dev.ocpv.testkit.server.Snapshot;
import dev.ocpv.testkit.server.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Random operations in runs of a thousand, each from a seed of its own. A longer run:
 * {@code mvn -pl sdk-testkit test -Dtest=RandomOperationsTest -Drandom.operations=2000000 -Drandom.seed=1}.
 */
class RandomOperationsTest {
    private static final int RUN = 1000;
    private static final int OPERATIONS = Integer.getInteger("random.operations", 10_000);
    private static final long SEED = Long.getLong("random.seed", 1);

    private final ApiServer server = ApiServer.builder()
            .clock(VirtualClock.startingAt(Instant.parse("2026-01-01T00:00:00Z")))
            .build();
    private final Snapshot fresh = server.snapshot();

    @Test
    void server_and_model_never_diverge(TestReporter reporter) {
        reporter.publishEntry(Map.of("seeds", SEED + " to " + (SEED + OPERATIONS / RUN - 1)));
        for (long seed = SEED; seed < SEED + OPERATIONS / RUN; seed++) {
            List<Op> ops = operations(seed);
            String divergence = divergence(ops, false);
            if (divergence != null) {
                List<Op> trace = shrunk(ops, false);
                throw new AssertionError("Seed " + seed + " diverges: " + divergence(trace, false) + "\nafter\n  "
                        + String.join("\n  ", trace.stream().map(Op::toString).toList()));
            }
        }
    }

    @Test
    void a_divergence_is_found_and_shrinks_to_what_it_takes() {
        List<Op> ops = operations(SEED);

        List<Op> trace = shrunk(ops, true);

        assertThat(divergence(ops, true)).isNotNull();
        assertThat(trace).hasSize(2).extracting(Op::kind).contains(Op.Kind.DELETE);
    }

    private static List<Op> operations(long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> Op.random(random)).limit(RUN).toList();
    }

    private @Nullable String divergence(List<Op> ops, boolean forgetful) {
        server.restore(fresh);
        server.journal().clear();
        World world = new World(server, forgetful);
        try {
            ops.forEach(world::run);
            world.finish();
            return null;
        } catch (DivergenceException e) {
            return e.getMessage();
        }
    }

    /** Leaves out whatever is not needed, in ever smaller pieces. */
    private List<Op> shrunk(List<Op> ops, boolean forgetful) {
        List<Op> trace = new ArrayList<>(ops);
        for (int piece = Math.max(1, ops.size() / 2); piece > 0; piece /= 2) {
            for (int at = 0; at < trace.size(); ) {
                List<Op> shorter = new ArrayList<>(trace);
                shorter.subList(at, Math.min(trace.size(), at + piece)).clear();
                if (divergence(shorter, forgetful) != null) {
                    trace = shorter;
                } else {
                    at += piece;
                }
            }
        }
        return trace;
    }

    private static final String COUNTER = "/api/v1/namespaces/default/configmaps/counter";
    private static final Pattern COUNT = Pattern.compile("\"n\":\"(\\d+)\"");
    private static final Pattern VERSION = Pattern.compile("\"resourceVersion\":\"(\\d+)\"");

    @Test
    void threads_that_count_with_optimistic_locking_lose_nothing_and_watchers_see_each_change_once_in_order()
            throws Exception {
        int threads = 4;
        int each = 250;
        long start = first(VERSION, write("POST", "", 0, "").text());
        String target = COUNTER.replace("/counter", "") + "?watch=true&resourceVersion=" + start;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (EventStream before = Objects.requireNonNull(
                server.handle(ApiRequest.of("GET", target)).events())) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                work.add(() -> count(each));
            }
            for (Future<Integer> done : pool.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(each);
            }

            List<Long> counts = new ArrayList<>();
            List<Long> versions = new ArrayList<>();
            for (byte[] event = before.next(); event != null; event = before.next()) {
                String text = new String(event, StandardCharsets.UTF_8);
                counts.add(first(COUNT, text));
                versions.add(first(VERSION, text));
            }
            assertThat(counts)
                    .isEqualTo(Stream.iterate(1L, n -> n + 1)
                            .limit((long) threads * each)
                            .toList());
            assertThat(versions).isSorted().doesNotHaveDuplicates();
        } finally {
            pool.shutdownNow();
        }
    }

    private int count(int times) {
        int written = 0;
        while (written < times) {
            String text = server.handle(ApiRequest.of("GET", COUNTER)).text();
            ApiResponse answer = write("PUT", "/counter", first(COUNT, text) + 1, Long.toString(first(VERSION, text)));
            if (answer.status() == 200) {
                written++;
            } else {
                assertThat(answer.status()).isEqualTo(409);
            }
        }
        return written;
    }

    private ApiResponse write(String method, String name, long count, String version) {
        String body = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"counter\","
                + "\"resourceVersion\":\"" + version + "\"},\"data\":{\"n\":\"" + count + "\"}}";
        return server.handle(ApiRequest.of(method, COUNTER.replace("/counter", name), body));
    }

    private static long first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
