package dev.ocpv.model.figures;

import com.sun.management.ThreadMXBean;
import dev.ocpv.model.hco.v1beta1.HyperConverged;
import dev.ocpv.model.hco.v1beta1.HyperConvergedSpec;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints how long the first parse takes in a fresh JVM, typed and generic, and what a new object allocates. */
final class ModelFigures {
    private static final int RUNS = 9;

    private ModelFigures() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 1) {
            System.out.println(parse(args[0].equals("typed") ? HyperConverged.class : GenericKubernetesResource.class));
            return;
        }
        var typed = new ArrayList<Long>();
        var generic = new ArrayList<Long>();
        for (int i = 0; i < RUNS; i++) {
            typed.add(inFreshJvm("typed"));
            generic.add(inFreshJvm("generic"));
        }
        System.out.printf("cold parse, typed:   %d us%n", median(typed));
        System.out.printf("cold parse, generic: %d us%n", median(generic));
        System.out.printf("ratio:               %.2f%n", 1.0 * median(typed) / median(generic));
        System.out.printf("new HyperConvergedSpec(): %d bytes%n", allocated(HyperConvergedSpec::new));
        System.out.printf("new HyperConverged():     %d bytes%n", allocated(HyperConverged::new));
    }

    /** {@return microseconds of the first parse in this JVM, as a program sees it that starts} */
    private static long parse(Class<?> type) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(ModelFigures.class.getResourceAsStream("/figures/hyperconverged.yaml"))) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            long start = System.nanoTime();
            new KubernetesSerialization().unmarshal(text, type);
            return (System.nanoTime() - start) / 1000;
        }
    }

    private static long inFreshJvm(String what) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), ModelFigures.class.getName(), what)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Long.parseLong(text.strip());
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static long allocated(Supplier<?> maker) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int count = 100_000;
        @Nullable Object last = null;
        long bytes = 0;
        for (int round = 0; round < 2; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < count; i++) {
                last = maker.get();
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        return last == null ? 0 : bytes / count;
    }
}
