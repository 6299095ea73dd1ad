package dev.ocpv.testkit.server.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ocpv.testkit.server.codec.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The group versions in which the real server registers the kinds that all groups share, served or not. */
final class RegisteredVersions {
    private static final String TABLE = "registered.txt";

    private RegisteredVersions() {}

    /** {@return group, kind and version of each registration of a type} */
    static ArrayNode of(String type, int minor) {
        ArrayNode all = Json.array();
        for (String line : lines()) {
            String[] column = line.split(" ", -1);
            if (column[0].equals(type)
                    && Integer.parseInt(column[3]) <= minor
                    && minor <= Integer.parseInt(column[4])) {
                all.addObject()
                        .put("group", column[1].equals("-") ? "" : column[1])
                        .put("kind", type.substring(type.indexOf('.') + 1))
                        .put("version", column[2]);
            }
        }
        return all;
    }

    private static List<String> lines() {
        try (InputStream in = RegisteredVersions.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is not on the class path");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
