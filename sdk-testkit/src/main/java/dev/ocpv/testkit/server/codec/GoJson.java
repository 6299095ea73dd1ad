package dev.ocpv.testkit.server.codec;

import java.nio.charset.StandardCharsets;

/** Says what is wrong with a JSON text in the words of Go's decoder; only used once the text is known to be wrong. */
public final class GoJson {
    private final byte[] text;
    private int at;

    private GoJson(byte[] text) {
        this.text = text;
    }

    /** {@return what is wrong with a text that is no JSON} */
    public static String complaint(byte[] text) {
        GoJson scanner = new GoJson(text);
        try {
            scanner.value("looking for beginning of value", 0);
            scanner.space();
            if (scanner.at < text.length) {
                throw scanner.wrong("after top-level value");
            }
            return "unexpected end of JSON input";
        } catch (WrongException e) {
            return e.words;
        }
    }

    private void value(String place, int depth) throws WrongException {
        if (depth >= JsonReader.DEPTH_LIMIT) {
            throw new WrongException("exceeded max depth");
        }
        space();
        switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw wrong(place);
        }
    }

    private void object(int depth) throws WrongException {
        at++;
        space();
        if (peek() == '}') {
            at++;
            return;
        }
        while (true) {
            space();
            if (peek() != '"') {
                throw wrong("looking for beginning of object key string");
            }
            string();
            space();
            if (peek() != ':') {
                throw wrong("after object key");
            }
            at++;
            value("looking for beginning of value", depth + 1);
            space();
            char c = peek();
            at++;
            if (c == '}') {
                return;
            }
            if (c != ',') {
                at--;
                throw wrong("after object key:value pair");
            }
        }
    }

    private void array(int depth) throws WrongException {
        at++;
        space();
        if (peek() == ']') {
            at++;
            return;
        }
        while (true) {
            value("looking for beginning of value", depth + 1);
            space();
            char c = peek();
            at++;
            if (c == ']') {
                return;
            }
            if (c != ',') {
                at--;
                throw wrong("after array element");
            }
        }
    }

    private void string() throws WrongException {
        at++;
        while (true) {
            char c = peek();
            if (c == '"') {
                at++;
                return;
            }
            if (c < 0x20) {
                throw wrong("in string literal");
            }
            at++;
            if (c == '\\') {
                escape();
            }
        }
    }

    private void escape() throws WrongException {
        char c = peek();
        if (c == 'u') {
            at++;
            for (int i = 0; i < 4; i++) {
                if (Character.digit(peek(), 16) < 0) {
                    throw wrong("in \\u hexadecimal character escape");
                }
                at++;
            }
        } else if ("\"\\/bfnrt".indexOf(c) < 0) {
            throw wrong("in string escape code");
        } else {
            at++;
        }
    }

    private void literal(String word) throws WrongException {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw wrong("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
            at++;
        }
    }

    private void number() throws WrongException {
        if (peek() == '-') {
            at++;
            if (!isDigit()) {
                throw wrong("in numeric literal");
            }
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length && text[at] == '.') {
            at++;
            if (!isDigit()) {
                throw wrong("after decimal point in numeric literal");
            }
            digits();
        }
        if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < text.length && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            if (!isDigit()) {
                throw wrong("in exponent of numeric literal");
            }
            digits();
        }
    }

    private void digits() {
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
    }

    private boolean isDigit() throws WrongException {
        char c = peek();
        return c >= '0' && c <= '9';
    }

    private void space() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    private char peek() throws WrongException {
        if (at >= text.length) {
            throw new WrongException("unexpected end of JSON input");
        }
        return (char) (text[at] & 0xff);
    }

    private WrongException wrong(String place) {
        return new WrongException("invalid character " + quoted((char) (text[at] & 0xff)) + " " + place);
    }

    private static String quoted(char c) {
        return switch (c) {
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            case '\\' -> "'\\\\'";
            case 0x7f -> "'\\x7f'";
            default -> c < 0x20 ? "'\\x%02x'".formatted((int) c) : "'" + c + "'";
        };
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class WrongException extends Exception {
        private static final long serialVersionUID = 1L;
        final String words;

        WrongException(String words) {
            super(words, null, false, false);
            this.words = words;
        }
    }
}
