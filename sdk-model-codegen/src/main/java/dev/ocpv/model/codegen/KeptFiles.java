package dev.ocpv.model.codegen;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Copies of what the last build wrote: a file that comes out the same keeps its old time stamp, so that the compiler
 * plugin sees no change; and when nothing went in that is new, the copies are the result.
 */
record KeptFiles(Path folder) {
    private static final String INPUTS = "inputs.txt";

    void write(Path file, Path name, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        var kept = folder.resolve(name);
        PrepareCrds.write(kept, text);
        Files.setLastModifiedTime(file, Files.getLastModifiedTime(kept));
    }

    /** Notes what this result was made from. */
    void remember(Path inputs) throws IOException {
        PrepareCrds.write(folder.resolve(INPUTS), fingerprint(inputs));
    }

    /** Puts the last result into place when it was made from the same; {@return whether it was} */
    boolean restore(Path target, Path inputs) throws IOException {
        var remembered = folder.resolve(INPUTS);
        if (!Files.exists(remembered) || !Files.readString(remembered).equals(fingerprint(inputs))) {
            deleteAll(folder);
            return false;
        }
        deleteAll(target);
        for (Path kept : files(folder)) {
            if (kept.toString().endsWith(".java")) {
                var name = folder.relativize(kept);
                write(target.resolve(name), name, Files.readString(kept));
            }
        }
        return true;
    }

    private static String fingerprint(Path inputs) throws IOException {
        var sum = new CRC32();
        for (Path file : files(inputs)) {
            sum.update(Files.readAllBytes(file));
        }
        for (Path file : files(ownCode())) {
            sum.update(Files.readAllBytes(file));
        }
        return Long.toHexString(sum.getValue());
    }

    private static Path ownCode() {
        try {
            return Path.of(KeptFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(folder)) {
                files = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
