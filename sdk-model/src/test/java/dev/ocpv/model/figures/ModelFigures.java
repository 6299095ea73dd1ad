package dev.ocpv.model.figures;

import com.sun.management.ThreadMXBean;
import dev.ocpv.model.hco.v1beta1.HyperConverged;
import dev.ocpv.model.hco.v1beta1.HyperConvergedSpec;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prints how long the first parse takes in a fresh JVM, typed and generic, and what a new object allocates. */
final class ModelFigures {
    private static final int RUNS = 9;

    private ModelFigures() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2) {
            var type = args[0].equals("typed") ? HyperConverged.class : GenericKubernetesResource.class;
            System.out.println(parse(type, args[1].equals("ready")));
            return;
        }
        compare("first parse in a JVM", "cold");
        compare("first parse of this kind, serialisation set up before", "ready");
        System.out.printf(
                "new HyperConvergedSpec(): %d bytes in %d object%n",
                allocated(HyperConvergedSpec::new), 1 + references(new HyperConvergedSpec()));
        System.out.printf("new HyperConverged():     %d bytes%n", allocated(HyperConverged::new));
    }

    private static void compare(String what, String mode) throws IOException, InterruptedException {
        var typed = new ArrayList<Long>();
        var generic = new ArrayList<Long>();
        for (int i = 0; i < RUNS; i++) {
            typed.add(inFreshJvm("typed", mode));
            generic.add(inFreshJvm("generic", mode));
        }
        System.out.printf(
                "%s: typed %d us, generic %d us, ratio %.2f%n",
                what, median(typed), median(generic), 1.0 * median(typed) / median(generic));
    }

    /** {@return how many objects a new one has made for its fields} */
    private static long references(Object made) {
        long count = 0;
        for (Class<?> type = made.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    count += value(field, made) == null ? 0 : 1;
                }
            }
        }
        return count;
    }

    private static @Nullable Object value(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return microseconds of the first parse in this JVM, as a program sees it that starts} */
    private static long parse(Class<?> type, boolean ready) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(ModelFigures.class.getResourceAsStream("/figures/hyperconverged.yaml"))) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var before = ready ? new KubernetesSerialization() : null;
            if (before != null) {
                before.unmarshal("a: {b: [1]}", LinkedHashMap.class);
            }
            long start = System.nanoTime();
            (before == null ? new KubernetesSerialization() : before).unmarshal(text, type);
            return (System.nanoTime() - start) / 1000;
        }
    }

    private static long inFreshJvm(String what, String mode) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), ModelFigures.class.getName(), what, mode)
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
