package dev.ocpv.testkit.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Sender;
import dev.ocpv.testkit.server.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final String WHO_AM_I = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final String REVIEW = """
            {"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}""";
    private static final String ACCOUNTS = "/api/v1/namespaces/default/serviceaccounts";

    private final VirtualClock clock = VirtualClock.startingAt(Instant.parse("2026-01-15T08:00:00Z"));
    private final ApiServer server = ApiServer.builder()
            .clock(clock)
            .putToken("jane-token", "jane", List.of("dev"))
            .build();
    private final Sender sender = Sender.to(server);

    private static JsonNode user(Sender who) {
        return who.post(WHO_AM_I, REVIEW).ok().json().path("status").path("userInfo");
    }

    @Test
    void who_sends_no_token_is_the_administrator() {
        assertThat(user(sender).path("username").asText()).isEqualTo("admin");
    }

    @Test
    void a_known_token_says_who_sends() {
        assertThat(user(sender.token("jane-token")).toString())
                .isEqualTo("{\"username\":\"jane\",\"groups\":[\"dev\",\"system:authenticated\"]}");
    }

    @Test
    void an_unknown_token_is_refused_before_anything_is_looked_at() {
        var answer = sender.token("nonsense").get("/nowhere");

        assertThat(answer.response().text()).isEqualTo("""
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized",\
                "reason":"Unauthorized","code":401}""");
    }

    @Test
    void the_name_of_the_bearer_scheme_has_no_case() {
        assertThat(user(sender.with("Authorization", "bEARER jane-token"))
                        .path("username")
                        .asText())
                .isEqualTo("jane");
    }

    @Test
    void impersonation_makes_a_user_with_groups_uid_and_extra_of_the_sender() {
        var jane = sender.with("Impersonate-User", "joe")
                .with("Impersonate-Group", "ops", "night")
                .with("Impersonate-Uid", "u-1")
                .with("Impersonate-Extra-Acme.com%2Fproject", "a", "b");

        assertThat(user(jane).toString()).isEqualTo("""
                {"username":"joe","uid":"u-1","groups":["ops","night","system:authenticated"],\
                "extra":{"acme.com/project":["a","b"]}}""");
    }

    @Test
    void an_impersonated_anonymous_user_is_not_authenticated() {
        assertThat(user(sender.with("Impersonate-User", "system:anonymous"))
                        .path("groups")
                        .toString())
                .isEqualTo("[\"system:unauthenticated\"]");
    }

    @Test
    void a_group_alone_cannot_be_impersonated() {
        var answer = sender.with("Impersonate-Group", "ops")
                .with("Impersonate-Uid", "7")
                .post(WHO_AM_I, REVIEW);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message())
                .isEqualTo(
                        "requested [{Group  ops    } {UID  7  authentication.k8s.io/v1  }] without impersonating a user");
    }

    @Test
    void before_1_35_a_group_alone_was_an_error_of_the_server() {
        var old = Sender.to(ApiServer.builder().kubernetesMinor(34).build());

        var answer = old.with("Impersonate-Group", "ops").get("/version");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.response().text())
                .isEqualTo(
                        "Internal Server Error: \"/version\": requested [{Group  ops    }] without impersonating a user\n");
    }

    private String accountToken(String audiences) {
        sender.post(ACCOUNTS, """
                {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot"}}""").ok();
        return sender.post(ACCOUNTS + "/robot/token", """
                        {"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{%s"expirationSeconds":600}}""".formatted(audiences))
                .ok()
                .json()
                .path("status")
                .path("token")
                .asText();
    }

    @Test
    void the_token_of_a_service_account_says_who_sends() {
        var robot = sender.token(accountToken(""));

        JsonNode user = user(robot);

        assertThat(user.path("username").asText()).isEqualTo("system:serviceaccount:default:robot");
        assertThat(user.path("groups").toString())
                .isEqualTo("[\"system:serviceaccounts\",\"system:serviceaccounts:default\",\"system:authenticated\"]");
    }

    @Test
    void the_token_of_a_service_account_expires() {
        var robot = sender.token(accountToken(""));

        clock.advance(Duration.ofSeconds(600));

        assertThat(robot.get("/version").status()).isEqualTo(401);
    }

    @Test
    void a_token_ends_with_its_service_account() {
        var robot = sender.token(accountToken(""));

        sender.delete(ACCOUNTS + "/robot").ok();

        assertThat(robot.get("/version").status()).isEqualTo(401);
    }

    @Test
    void a_token_for_others_is_of_no_use_here() {
        var robot = sender.token(accountToken("\"audiences\":[\"vault\"],"));

        assertThat(robot.get("/version").status()).isEqualTo(401);
    }

    @Test
    void a_token_whose_claims_were_changed_is_refused() {
        String[] parts = accountToken("").split("\\.", -1);
        String other = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"exp\":99999999999}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(sender.token(parts[0] + "." + other + "." + parts[2])
                        .get("/version")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_review_says_why_a_token_is_not_for_an_audience() {
        String token = accountToken("\"audiences\":[\"vault\"],");

        var review = sender.post("/apis/authentication.k8s.io/v1/tokenreviews", """
                {"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"%s","audiences":["bank"]}}""".formatted(token));

        assertThat(review.ok().json().path("status").toString()).isEqualTo("""
                {"user":{},"error":"[invalid bearer token, token audiences [\\"vault\\"] is invalid for the target audiences [\\"bank\\"]]"}""");
    }

    @Test
    void a_token_lives_ten_minutes_at_least() {
        sender.post(ACCOUNTS, """
                {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"robot"}}""").ok();

        var answer = sender.post(ACCOUNTS + "/robot/token", """
                {"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":599}}""");

        assertThat(answer.message())
                .isEqualTo(
                        "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: 599:"
                                + " may not specify a duration less than 10 minutes");
    }
}
