package dev.ocpv.testkit.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What comes in on a connection, with room for a look at one line. */
final class Inbound {
    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int from;
    private int to;

    Inbound(InputStream in) {
        this.in = in;
    }

    /** {@return the next byte, or -1 at the end} */
    int read() throws IOException {
        return from < to || fill() ? buffer[from++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    /** {@return that many bytes} */
    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        int done = Math.min(count, to - from);
        System.arraycopy(buffer, from, bytes, 0, done);
        from += done;
        if (in.readNBytes(bytes, done, count - done) < count - done) {
            throw new EOFException("the connection ended in the middle of a message");
        }
        return bytes;
    }

    /** Passes over that many bytes. */
    void skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
            if (from == to && !fill()) {
                throw new EOFException("the connection ended in the middle of a message");
            }
            int step = (int) Math.min(left, to - from);
            from += step;
            left -= step;
        }
    }

    /**
     * Reads up to a line feed.
     *
     * @param limit how many bytes it may have
     * @return the line without its end; null where the connection ends before it begins
     */
    @Nullable
    String line(int limit) throws IOException {
        byte[] line = null;
        while (from < to || fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            boolean whole = end < to;
            int known = line == null ? 0 : line.length;
            if (known + end - from > limit) {
                throw new BadRequestException(431, "a line of the head is longer than " + limit + " bytes");
            }
            line = line == null ? new byte[end - from] : Arrays.copyOf(line, known + end - from);
            System.arraycopy(buffer, from, line, known, end - from);
            from = whole ? end + 1 : end;
            if (whole) {
                int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
                return new String(line, 0, length, StandardCharsets.ISO_8859_1);
            }
        }
        if (line != null) {
            throw new EOFException("the connection ended in the middle of a line");
        }
        return null;
    }
}
