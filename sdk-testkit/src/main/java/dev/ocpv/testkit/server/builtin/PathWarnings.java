package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.schema.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Files of one volume that hide each other. */
final class PathWarnings {
    /** The first minor that looks at them. */
    private static final int SINCE = 32;

    private PathWarnings() {}

    /**
     * A file in a volume.
     *
     * @param path where it is
     * @param source what it is from, or empty where that is clear
     */
    private record File(String path, String source) {
        @Override
        public String toString() {
            return source.isEmpty() ? GoText.quote(path) : GoText.quote(path) + " (" + source + ")";
        }

        boolean overlaps(File other) {
            return !path.isEmpty()
                    && !other.path.isEmpty()
                    && ((path + "/").startsWith(other.path + "/") || (other.path + "/").startsWith(path + "/"));
        }
    }

    static void collect(Part volume, Consumer<String> warn) {
        if (volume.minor() < SINCE) {
            return;
        }
        String name = GoText.quote(volume.at("name").text());
        Part map = volume.at("configMap");
        report(name, "ConfigMap " + GoText.quote(map.at("name").text()), files(map, ""), warn);
        Part secret = volume.at("secret");
        report(name, "Secret " + GoText.quote(secret.at("secretName").text()), files(secret, ""), warn);
        report(name, "DownwardAPI", files(volume.at("downwardAPI"), ""), warn);
        List<File> all = new ArrayList<>();
        for (Part source : volume.at("projected", "sources").items()) {
            if (source.value().isEmpty()) {
                warn.accept("volume " + name + " (Projected) has no sources provided");
            } else {
                all.addAll(projected(source));
            }
        }
        report(name, "Projected", all, warn);
    }

    private static List<File> projected(Part source) {
        Part map = source.at("configMap");
        Part secret = source.at("secret");
        Part token = source.at("serviceAccountToken");
        if (map.isSet()) {
            return files(map, "ConfigMap " + GoText.quote(map.at("name").text()));
        }
        if (secret.isSet()) {
            return files(secret, "Secret " + GoText.quote(secret.at("name").text()));
        }
        if (token.isSet()) {
            return List.of(file(token.at("path"), "ServiceAccountToken"));
        }
        return files(source.at("downwardAPI"), "DownwardAPI");
    }

    private static List<File> files(Part source, String from) {
        return source.at("items").items().stream()
                .map(item -> file(item.at("path"), from))
                .toList();
    }

    private static File file(Part path, String from) {
        return new File(path.text().replaceFirst("/+$", ""), from);
    }

    private static void report(String volume, String kind, List<File> files, Consumer<String> warn) {
        for (int i = 0; i < files.size(); i++) {
            File file = files.get(i);
            for (File other : files.subList(0, i)) {
                if (file.overlaps(other)) {
                    warn.accept("volume " + volume + " (" + kind + "): overlapping paths: " + file + " with " + other);
                }
            }
        }
    }
}
