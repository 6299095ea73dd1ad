package dev.ocpv.testkit.transport;

import dev.ocpv.testkit.server.ApiRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection (RFC 9112). */
final class RequestReader {
    /** More than the server accepts, so that it can say itself that it is too much. */
    private static final int BODY_LIMIT = 4 * 1024 * 1024;
    /** What is read and dropped of a body that is too large, so that the client comes to read the answer. */
    private static final long DROPPED_LIMIT = 256L * 1024 * 1024;

    private static final int HEAD_LIMIT = 256 * 1024;
    private static final Pattern REQUEST_LINE = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\\S+) HTTP/1\\.([01])");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?]*");
    private static final byte[] NOTHING = new byte[0];

    private final Inbound in;
    private final Continue onExpectation;
    private int headLeft;

    /** Tells a client that its body is welcome. */
    interface Continue {
        void send() throws IOException;
    }

    RequestReader(Inbound in, Continue onExpectation) {
        this.in = in;
        this.onExpectation = onExpectation;
    }

    /** {@return the next request, or null when there is none any more} */
    @Nullable
    Incoming next() throws IOException {
        headLeft = HEAD_LIMIT;
        String first = in.line(headLeft);
        if (first != null && first.isEmpty()) {
            first = in.line(headLeft);
        }
        if (first == null) {
            return null;
        }
        Matcher line = REQUEST_LINE.matcher(first);
        if (!line.matches()) {
            throw new BadRequestException(400, "malformed request line");
        }
        Map<String, List<String>> headers = headers();
        byte[] body = body(headers);
        String target = ABSOLUTE.matcher(line.group(2)).replaceFirst("");
        String absolute = target.startsWith("/") ? target : "/" + target;
        return new Incoming(
                new ApiRequest(line.group(1), absolute, headers, body),
                line.group(3).equals("1"));
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = headLine(); !line.isEmpty(); line = headLine()) {
            int colon = line.indexOf(':');
            if (colon < 0 || !NAME.matcher(line).region(0, colon).matches()) {
                throw new BadRequestException(400, "malformed header");
            }
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>(1))
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String headLine() throws IOException {
        String line = in.line(headLeft);
        if (line == null) {
            throw new BadRequestException(400, "the head does not end");
        }
        headLeft -= line.length() + 2;
        return line;
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        List<String> codings = headers.get("Transfer-Encoding");
        List<String> lengths = headers.get("Content-Length");
        if (codings == null && lengths == null) {
            return NOTHING;
        }
        if (codings != null && lengths != null) {
            throw new BadRequestException(400, "a body has either a length or chunks");
        }
        if (codings != null && !(codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked"))) {
            throw new BadRequestException(501, "unsupported transfer encoding");
        }
        long length = lengths == null ? 0 : length(lengths);
        List<String> expected = headers.get("Expect");
        if (expected != null && expected.get(0).equalsIgnoreCase("100-continue")) {
            onExpectation.send();
        }
        return lengths == null ? chunks() : limited(length);
    }

    private static long length(List<String> values) throws IOException {
        String value = values.get(0);
        if (!LENGTH.matcher(value).matches() || values.stream().anyMatch(other -> !other.equals(value))) {
            throw new BadRequestException(400, "bad Content-Length");
        }
        return Long.parseLong(value);
    }

    private byte[] limited(long length) throws IOException {
        if (length > DROPPED_LIMIT) {
            throw new BadRequestException(413, "the body is too large");
        }
        byte[] body = in.bytes((int) Math.min(length, BODY_LIMIT));
        in.skip(length - body.length);
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long total = 0;
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            total += size;
            if (total > DROPPED_LIMIT) {
                throw new BadRequestException(413, "the body is too large");
            }
            int kept = (int) Math.min(size, BODY_LIMIT - body.size());
            body.writeBytes(in.bytes(kept));
            in.skip(size - kept);
            if (!"".equals(in.line(HEAD_LIMIT))) {
                throw new BadRequestException(400, "malformed chunk");
            }
        }
        headers(); // trailers, which nothing here needs
        return body.toByteArray();
    }

    private long chunkSize() throws IOException {
        String line = in.line(HEAD_LIMIT);
        Matcher size = CHUNK.matcher(line == null ? "" : line);
        if (!size.matches()) {
            throw new BadRequestException(400, "malformed chunk");
        }
        return Long.parseLong(size.group(1), 16);
    }
}
