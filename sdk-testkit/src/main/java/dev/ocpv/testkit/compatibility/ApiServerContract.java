package dev.ocpv.testkit.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;

/**
 * Extended by tests of any API server, in memory or real: one test for each case that was recorded from a real server.
 *
 * <p>It needs JUnit; {@link ApiServerCompatibilityKit} does the same without.
 */
public abstract class ApiServerContract {

    /** {@return a server on which nothing was done yet; asked for once for each area} */
    protected abstract Endpoint freshServer();

    /** {@return the Kubernetes 1.x to be like: 30 or 35} */
    protected int minor() {
        return 35;
    }

    /** {@return the areas to look at; all that were recorded unless said otherwise} */
    protected List<String> areas() {
        return Recording.areas(minor());
    }

    /** {@return whether an answer is near enough; unless said otherwise, it may be in other words} */
    protected boolean accepts(Exchange exchange) {
        return exchange.grade() != Exchange.Grade.DIFFERENT;
    }

    /** {@return a container for each area and a test for each case, to be run in order} */
    @TestFactory
    Stream<DynamicNode> answers_are_those_of_a_real_server() {
        return areas().stream().map(area -> DynamicContainer.dynamicContainer(area, cases(area)));
    }

    private Stream<DynamicNode> cases(String area) {
        Recording recording = Recording.published(minor(), area);
        return Stream.of(ApiServerCompatibilityKit.of(freshServer()))
                .peek(kit -> kit.prepare(recording))
                .flatMap(kit -> recording.cases().stream().map(one -> test(kit, recording, one)));
    }

    private DynamicNode test(ApiServerCompatibilityKit kit, Recording recording, JsonNode one) {
        String name = one.path("index").asInt() + " " + one.path("title").asText();
        return DynamicTest.dynamicTest(name, () -> {
            List<String> problems = new ArrayList<>();
            for (Exchange exchange : kit.replay(recording.name(), one)) {
                if (!accepts(exchange)) {
                    problems.add(exchange.explain());
                }
            }
            if (!problems.isEmpty()) {
                throw new AssertionFailedError(String.join("\n", problems));
            }
        });
    }
}
