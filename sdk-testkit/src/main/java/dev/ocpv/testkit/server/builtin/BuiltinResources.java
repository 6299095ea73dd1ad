package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.registry.Names;
import dev.ocpv.testkit.server.registry.ResourceDef;
import dev.ocpv.testkit.server.registry.Strategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The built-in resources, read from their table. */
public final class BuiltinResources {
    private static final String TABLE = "resources.txt";
    private static final Map<String, List<String>> READ = new ConcurrentHashMap<>();

    private BuiltinResources() {}

    /** {@return the resources of a Kubernetes minor; a strategy is asked for by apiVersion and kind, as {@code v1/Pod}} */
    public static List<ResourceDef> all(int minor, Function<String, Strategy> strategies) {
        List<ResourceDef> defs = new ArrayList<>();
        for (String line : lines(TABLE)) {
            String[] column = line.split(" ", -1);
            int since = column[1].indexOf('@');
            if (since < 0 || Integer.parseInt(column[1].substring(since + 1)) <= minor) {
                column[1] = since < 0 ? column[1] : column[1].substring(0, since);
                defs.add(def(column, minor, strategies));
            }
        }
        return defs;
    }

    private static ResourceDef def(String[] column, int minor, Function<String, Strategy> strategies) {
        String apiVersion = column[0];
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        String version = apiVersion.substring(slash + 1);
        String kind = column[2];
        Names names = new Names(
                group, column[1], kind.toLowerCase(Locale.ROOT), kind, kind + "List", list(column[4]), list(column[5]));
        List<String> verbs = column[7].equals("*") ? ResourceDef.ALL_VERBS : list(column[7]);
        return new ResourceDef(
                names,
                version,
                column[3].equals("N"),
                false,
                verbs,
                subresources(column[6], minor, new String[] {group, version, kind}),
                strategies.apply(apiVersion + "/" + kind));
    }

    private static List<String> list(String text) {
        return text.equals("-") ? List.of() : List.of(text.split(",", -1));
    }

    private static Map<String, ResourceDef.Subresource> subresources(String text, int minor, String[] own) {
        Map<String, ResourceDef.Subresource> found = new LinkedHashMap<>();
        if (text.equals("-")) {
            return found;
        }
        for (String part : text.split(";", -1)) {
            String[] field = part.split(":", -1);
            String[] since = field[0].split("@", -1);
            if (since.length > 1 && Integer.parseInt(since[1]) > minor) {
                continue;
            }
            String name = since[0];
            String[] type = field[2].split("/", -1);
            ResourceDef.Subresource subresource = switch (type.length) {
                case 3 -> new ResourceDef.Subresource(name, list(field[1]), type[0], type[1], type[2]);
                case 2 -> new ResourceDef.Subresource(name, list(field[1]), "", type[0], type[1]);
                default -> new ResourceDef.Subresource(name, list(field[1]), own[0], own[1], own[2]);
            };
            found.put(name, subresource);
        }
        return found;
    }

    /** {@return the lines of a resource beside this class, without comments} */
    static List<String> lines(String name) {
        return READ.computeIfAbsent(name, BuiltinResources::read);
    }

    private static List<String> read(String name) {
        InputStream in = BuiltinResources.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + " is not on the class path");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
