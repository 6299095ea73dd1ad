package dev.ocpv.testkit.server.authentication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ocpv.testkit.server.codec.Json;
import dev.ocpv.testkit.server.codec.JsonReader;
import dev.ocpv.testkit.server.codec.JsonWriter;
import dev.ocpv.testkit.server.store.Entry;
import dev.ocpv.testkit.server.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tokens that stand for service accounts: signed, valid for some audiences, for some time, while the account exists. */
public final class ServiceAccountTokens {
    /** Who a token is for when the one who asks for it does not say. */
    public static final String AUDIENCE = "https://kubernetes.default.svc";

    private static final String CREDENTIAL = "authentication.kubernetes.io/credential-id";
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Store store;
    private final Clock clock;
    private @Nullable SecretKeySpec key;

    /** For the service accounts in a store. */
    public ServiceAccountTokens(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Made when it is needed first, because most servers never sign anything. */
    private synchronized SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            known = new SecretKeySpec(secret, ALGORITHM);
            key = known;
        }
        return known;
    }

    /**
     * Who a token stands for.
     *
     * @param identity the service account as a user
     * @param audiences whom the token is for
     */
    public record Holder(Identity identity, List<String> audiences) {}

    /** {@return a new token of an account} */
    public String issue(ObjectNode account, List<String> audiences, Instant expires) {
        String namespace = Json.textAt(account, "metadata", "namespace");
        String name = Json.textAt(account, "metadata", "name");
        ObjectNode claims = Json.object();
        var list = claims.putArray("aud");
        audiences.forEach(list::add);
        claims.set("exp", Json.number(expires.getEpochSecond()));
        claims.set("iat", Json.number(clock.instant().getEpochSecond()));
        claims.put("iss", AUDIENCE).put("jti", UUID.randomUUID().toString());
        ObjectNode about = claims.putObject("kubernetes.io");
        about.put("namespace", namespace);
        about.putObject("serviceaccount").put("name", name).put("uid", Json.textAt(account, "metadata", "uid"));
        claims.set("nbf", Json.number(clock.instant().getEpochSecond()));
        claims.put("sub", Identity.serviceAccount(namespace, name).name());
        String signed = encoded("{\"alg\":\"HS256\"}") + "." + encoded(JsonWriter.text(claims));
        return signed + "." + signature(signed);
    }

    private static String encoded(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return ENCODER.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return who a token stands for, if it is one of these, not expired, and its account is still the same} */
    public Optional<Holder> verify(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 0 || !isSigned(token.substring(0, dot), token.substring(dot + 1))) {
            return Optional.empty();
        }
        JsonNode claims = claims(token.substring(0, dot));
        boolean fresh = clock.instant()
                .isBefore(Instant.ofEpochSecond(claims.path("exp").asLong()));
        return fresh ? holder(claims) : Optional.empty();
    }

    private boolean isSigned(String text, String signature) {
        return MessageDigest.isEqual(
                signature(text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode claims(String signed) {
        try {
            return JsonReader.read(Base64.getUrlDecoder().decode(signed.substring(signed.indexOf('.') + 1)));
        } catch (JsonReader.MalformedException e) {
            throw new IllegalStateException("a token that was signed here", e);
        }
    }

    private Optional<Holder> holder(JsonNode claims) {
        JsonNode about = claims.path("kubernetes.io");
        String namespace = Json.textAt(about, "namespace");
        String name = Json.textAt(about, "serviceaccount", "name");
        String uid = Json.textAt(about, "serviceaccount", "uid");
        Entry account = store.current().get("serviceaccounts", namespace, name);
        if (account == null || !uid.equals(Json.textAt(account.object(), "metadata", "uid"))) {
            return Optional.empty();
        }
        List<String> audiences = new ArrayList<>();
        claims.path("aud").forEach(audience -> audiences.add(audience.asText()));
        Identity plain = Identity.serviceAccount(namespace, name);
        Map<String, List<String>> extra = Map.of(CREDENTIAL, List.of("JTI=" + Json.textAt(claims, "jti")));
        return Optional.of(new Holder(new Identity(plain.name(), uid, plain.groups(), extra), audiences));
    }
}
