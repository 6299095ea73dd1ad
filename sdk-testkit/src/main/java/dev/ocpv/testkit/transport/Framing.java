package dev.ocpv.testkit.transport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How the events of a watch are told apart on the wire. */
enum Framing {
    /** One chunk for each event. */
    CHUNKS {
        @Override
        String headers(Incoming incoming) {
            return "Transfer-Encoding: chunked\r\nConnection: close\r\n";
        }

        @Override
        void add(byte[] event, ByteArrayOutputStream out) {
            out.writeBytes(Outbound.ascii(Integer.toHexString(event.length) + "\r\n"));
            out.writeBytes(event);
            out.writeBytes(LINE_END);
        }

        @Override
        byte[] end() {
            return Outbound.ascii("0\r\n\r\n");
        }
    },
    /** Nothing but lines, until the connection ends: for clients that speak HTTP/1.0. */
    LINES {
        @Override
        String headers(Incoming incoming) {
            return "Connection: close\r\n";
        }

        @Override
        void add(byte[] event, ByteArrayOutputStream out) {
            out.writeBytes(event);
        }

        @Override
        byte[] end() {
            return new byte[0];
        }
    },
    /** One text message for each event (RFC 6455). */
    WEB_SOCKET {
        @Override
        String headers(Incoming incoming) {
            String key = incoming.request().header("Sec-WebSocket-Key");
            return "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept(key) + "\r\n";
        }

        @Override
        void add(byte[] event, ByteArrayOutputStream out) {
            out.writeBytes(WebSocketFrames.of(WebSocketFrames.TEXT, event));
        }

        @Override
        byte[] end() {
            return WebSocketFrames.of(WebSocketFrames.CLOSE, WebSocketFrames.NORMAL);
        }
    };

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final String ACCEPTING = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** The framing that a client gets. */
    static Framing of(Incoming incoming) {
        if (incoming.wantsWebSocket()) {
            return WEB_SOCKET;
        }
        return incoming.modern() ? CHUNKS : LINES;
    }

    int status() {
        return this == WEB_SOCKET ? 101 : 200;
    }

    /** {@return what the head of the answer says about it} */
    abstract String headers(Incoming incoming);

    abstract void add(byte[] event, ByteArrayOutputStream out);

    /** {@return what says that nothing more comes} */
    abstract byte[] end();

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPTING).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
