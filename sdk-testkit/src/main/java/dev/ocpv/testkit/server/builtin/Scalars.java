package dev.ocpv.testkit.server.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.schema.GoText;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.regex.Pattern;

/** Single values that Go reads in a way of its own. */
final class Scalars {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    /** Times that are written as they are read; most are, since the server wrote them itself. */
    private static final Pattern SETTLED =
            Pattern.compile("[1-9]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ");

    private static final Pattern MICRO_SHAPE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}(Z|[-+]\\d\\d:\\d\\d)");

    private Scalars() {}

    static String base64(String text) throws TypedDecoder.UnfitException {
        int last = 0;
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                continue;
            }
            boolean letter =
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
            if (!letter && c != '=') {
                throw unfit("illegal base64 data at input byte " + i);
            }
            last = i;
            count++;
        }
        if (count % 4 != 0) {
            throw unfit("illegal base64 data at input byte " + (last / 4) * 4);
        }
        String plain = text.replace("\n", "").replace("\r", "");
        try {
            return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(plain));
        } catch (IllegalArgumentException e) {
            throw unfit("illegal base64 data at input byte " + Math.max(0, last - 1));
        }
    }

    private static TypedDecoder.UnfitException unfit(String words) {
        return new TypedDecoder.UnfitException(words, "error decoding from json: " + words);
    }

    static JsonNode time(String text) throws TypedDecoder.UnfitException {
        return Json.text(
                SETTLED.matcher(text).matches() ? text : SECONDS.format(parsed(text, "2006-01-02T15:04:05Z07:00")));
    }

    static JsonNode microTime(String text) throws TypedDecoder.UnfitException {
        OffsetDateTime time = parsed(text, "2006-01-02T15:04:05.000000Z07:00");
        if (!MICRO_SHAPE.matcher(text).matches()) {
            int seconds = text.indexOf(':', text.indexOf(':') + 1) + 3;
            throw new TypedDecoder.UnfitException("parsing time " + GoText.quote(text)
                    + " as \"2006-01-02T15:04:05.000000Z07:00\": cannot parse " + GoText.quote(text.substring(seconds))
                    + " as \".000000\"");
        }
        return Json.text(MICROS.format(time));
    }

    private static OffsetDateTime parsed(String text, String layout) throws TypedDecoder.UnfitException {
        try {
            return OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new TypedDecoder.UnfitException("parsing time " + GoText.quote(text) + " as " + GoText.quote(layout)
                    + ": cannot parse " + GoText.quote(text) + " as \"2006\"");
        }
    }

    static JsonNode quantity(JsonNode sent) throws TypedDecoder.UnfitException {
        String text = sent.isTextual() ? sent.textValue() : JsonWriter.text(sent);
        String canonical = QuantityText.canonical(text);
        if (canonical.isEmpty()) {
            throw new TypedDecoder.UnfitException(
                    "quantities must match the regular expression" + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        return Json.text(canonical);
    }
}
