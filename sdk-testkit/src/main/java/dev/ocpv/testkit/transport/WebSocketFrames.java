package dev.ocpv.testkit.transport;

import java.io.IOException;
import java.util.Arrays;

/** The frames of a WebSocket (RFC 6455), as far as a watch needs them: what a client sends is read only for its wish to end. */
final class WebSocketFrames {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    /** The code of an ordinary end, 1000. */
    static final byte[] NORMAL = {0x03, (byte) 0xe8};

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int CONTROL_LIMIT = 125;

    private WebSocketFrames() {}

    /** {@return a whole message in one frame} */
    static byte[] of(int kind, byte[] content) {
        int length = content.length;
        int head = length < SHORT_LENGTH ? 2 : length <= 0xffff ? 4 : 10;
        byte[] frame = new byte[head + length];
        frame[0] = (byte) (LAST | kind);
        if (head == 2) {
            frame[1] = (byte) length;
        } else {
            frame[1] = (byte) (head == 4 ? SHORT_LENGTH : LONG_LENGTH);
            for (int i = head - 1, rest = length; i > 1; i--, rest >>>= Byte.SIZE) {
                frame[i] = (byte) rest;
            }
        }
        System.arraycopy(content, 0, frame, head, length);
        return frame;
    }

    /** Reads until the client wants no more, and answers its pings. */
    static void readToEnd(Inbound in, Outbound out) throws IOException {
        while (true) {
            int first = in.read();
            int second = in.read();
            if (second < 0 || (second & MASKED) == 0) {
                return;
            }
            int kind = first & 0xf;
            long length = length(second & 0x7f, in);
            byte[] mask = in.bytes(4);
            if (kind == CLOSE || length < 0) {
                return;
            }
            if (kind == PING && length <= CONTROL_LIMIT) {
                out.write(of(PONG, unmasked(in.bytes((int) length), mask)));
            } else {
                in.skip(length);
            }
        }
    }

    private static long length(int code, Inbound in) throws IOException {
        if (code < SHORT_LENGTH) {
            return code;
        }
        long length = 0;
        for (byte next : in.bytes(code == SHORT_LENGTH ? 2 : Long.BYTES)) {
            length = (length << Byte.SIZE) | (next & 0xff);
        }
        return length;
    }

    private static byte[] unmasked(byte[] content, byte[] mask) {
        byte[] plain = Arrays.copyOf(content, content.length);
        for (int i = 0; i < plain.length; i++) {
            plain[i] ^= mask[i % mask.length];
        }
        return plain;
    }
}
