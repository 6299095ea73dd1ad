package dev.ocpv.testkit.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes the file that says where the server is: whole or not at all, for somebody may be waiting for it. */
final class Kubeconfig {
    private Kubeconfig() {}

    static void write(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("this is a folder");
        }
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, ".kubeconfig", ".tmp"); // readable by its owner alone
        try {
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            try {
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
