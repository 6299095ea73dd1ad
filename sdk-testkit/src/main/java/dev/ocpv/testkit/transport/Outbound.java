package dev.ocpv.testkit.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What goes out on a connection; each message in one piece, so that no client waits for the rest of it. */
final class Outbound {
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(101, "Switching Protocols"),
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(304, "Not Modified"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Request Entity Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Entity"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    /** The date of a second, as text. */
    private record Second(long number, String text) {}

    private static volatile Second now = new Second(0, "");

    private final OutputStream out;

    Outbound(OutputStream out) {
        this.out = out;
    }

    void sendContinue() throws IOException {
        write(CONTINUE);
    }

    /** Sends an answer whose body is known; to a HEAD nothing of it. */
    void send(int status, Map<String, List<String>> headers, byte[] body, boolean toHead, boolean last)
            throws IOException {
        StringBuilder head = head(status, headers);
        if (!toHead) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = ascii(head.append(last ? "Connection: close\r\n\r\n" : "\r\n"));
        write(toHead ? start : join(start, body));
    }

    /** Begins an answer that goes on until the connection ends, with what the form of it needs to be said. */
    void begin(int status, Map<String, List<String>> headers, String more) throws IOException {
        write(ascii(head(status, headers).append(more).append("\r\n")));
    }

    private static StringBuilder head(int status, Map<String, List<String>> headers) {
        StringBuilder head = new StringBuilder(256).append("HTTP/1.1 ").append(status);
        head.append(' ').append(REASONS.getOrDefault(status, "Unknown"));
        head.append("\r\nDate: ").append(date()).append("\r\n");
        headers.forEach((name, values) -> values.forEach(
                value -> head.append(name).append(": ").append(oneLine(value)).append("\r\n")));
        return head;
    }

    /** No value can end its line, whatever a client had the server put into it. */
    private static String oneLine(String value) {
        return value.indexOf('\n') < 0 && value.indexOf('\r') < 0
                ? value
                : value.replace('\n', ' ').replace('\r', ' ');
    }

    private static String date() {
        long second = System.currentTimeMillis() / 1000;
        Second known = now;
        if (known.number() != second) {
            known = new Second(
                    second,
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
            now = known;
        }
        return known.text();
    }

    /** Sends bytes as they are. */
    synchronized void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    synchronized void write(ByteArrayOutputStream bytes) throws IOException {
        bytes.writeTo(out);
        out.flush();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    static byte[] ascii(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
