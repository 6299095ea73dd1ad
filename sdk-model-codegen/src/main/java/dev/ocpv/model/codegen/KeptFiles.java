package dev.ocpv.model.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of what the last build wrote: a file that comes out the same keeps its old time stamp, so that the compiler
 * plugin sees no change.
 */
record KeptFiles(Path folder) {

    void write(Path file, Path name, String text) throws IOException {
        Files.writeString(file, text);
        var kept = folder.resolve(name);
        PrepareCrds.write(kept, text);
        Files.setLastModifiedTime(file, Files.getLastModifiedTime(kept));
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
