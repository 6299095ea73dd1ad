package dev.ocpv.testkit.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What a fuzzer found worth keeping, by parser. */
final class Corpus {
    private Corpus() {}

    /** {@return the inputs by name} */
    static Map<String, byte[]> of(Parser parser) {
        String file = parser.name().toLowerCase(Locale.ROOT) + ".zip";
        Map<String, byte[]> corpus = new LinkedHashMap<>();
        try (InputStream in = Corpus.class.getResourceAsStream(file)) {
            if (in != null) {
                ZipInputStream zip = new ZipInputStream(in);
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    corpus.put(entry.getName(), zip.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return corpus;
    }

    /** Puts the inputs into a folder, from where a fuzzer goes on. */
    static void unpack(Parser parser, Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> input : of(parser).entrySet()) {
                Files.write(folder.resolve(input.getKey()), input.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
