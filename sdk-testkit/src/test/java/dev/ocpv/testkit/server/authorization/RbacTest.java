package dev.ocpv.testkit.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Sender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbacTest {
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String DEFAULT = "/api/v1/namespaces/default";

    private final ApiServer server = ApiServer.builder()
            .rbac(true)
            .putToken("jane", "jane", List.of("dev"))
            .build();
    private final Sender admin = Sender.to(server);
    private final Sender jane = admin.token("jane");

    private void clusterRole(String name, String rules) {
        admin.post(RBAC + "/clusterroles", """
                        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"%s"},"rules":[%s]}""".formatted(name, rules)).ok();
    }

    private void bindCluster(String role, String subject) {
        admin.post(RBAC + "/clusterrolebindings", """
                        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"bind-%s"},
                         "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"%s"},"subjects":[%s]}""".formatted(role, role, subject))
                .ok();
    }

    private void bind(String kind, String role, String subject) {
        admin.post(RBAC + "/namespaces/default/rolebindings", """
                        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"bind-%s"},
                         "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"%s","name":"%s"},"subjects":[%s]}""".formatted(role, kind, role, subject))
                .ok();
    }

    private static final String JANE = "{\"kind\":\"User\",\"name\":\"jane\"}";
    private static final String DEV = "{\"kind\":\"Group\",\"name\":\"dev\"}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/v1/namespaces/a/pods        | pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "a"
            GET    | /api/v1/namespaces/a/pods?watch=1 | pods is forbidden: User "jane" cannot watch resource "pods" in API group "" in the namespace "a"
            GET    | /api/v1/pods                     | pods is forbidden: User "jane" cannot list resource "pods" in API group "" at the cluster scope
            GET    | /api/v1/namespaces/a/pods/p/log  | pods "p" is forbidden: User "jane" cannot get resource "pods/log" in API group "" in the namespace "a"
            DELETE | /apis/apps/v1/namespaces/a/deployments/d | deployments.apps "d" is forbidden: User "jane" cannot delete resource "deployments" in API group "apps" in the namespace "a"
            DELETE | /apis/apps/v1/namespaces/a/deployments | deployments.apps is forbidden: User "jane" cannot deletecollection resource "deployments" in API group "apps" in the namespace "a"
            PATCH  | /api/v1/nodes/n/status           | nodes "n" is forbidden: User "jane" cannot patch resource "nodes/status" in API group "" at the cluster scope
            GET    | /api/v1/namespaces/a             | namespaces "a" is forbidden: User "jane" cannot get resource "namespaces" in API group "" in the namespace "a"
            GET    | /apis/none.example.com/v1/things | things.none.example.com is forbidden: User "jane" cannot list resource "things" in API group "none.example.com" at the cluster scope
            POST   | /version                         | forbidden: User "jane" cannot post path "/version"
            GET    | /metrics                         | forbidden: User "jane" cannot get path "/metrics"
            """)
    void what_nobody_allowed_is_forbidden(String method, String path, String message) {
        var answer = jane.send(method, path, "");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("reason").asText()).isEqualTo("Forbidden");
        assertThat(answer.message()).isEqualTo(message);
    }

    @Test
    void without_rbac_everybody_may_do_everything() {
        var open = ApiServer.builder().putToken("jane", "jane", List.of()).build();

        assertThat(Sender.to(open).token("jane").get("/api/v1/nodes").status()).isEqualTo(200);
    }

    @Test
    void everybody_may_discover_what_there_is() {
        assertThat(jane.get("/apis").status()).isEqualTo(200);
        assertThat(jane.get("/api/v1").status()).isEqualTo(200);
        assertThat(jane.get("/version").status()).isEqualTo(200);
    }

    @Test
    void a_cluster_role_bound_to_a_group_counts_everywhere() {
        clusterRole("reader", "{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"list\"]}");
        bindCluster("reader", DEV);

        assertThat(jane.get("/api/v1/pods").status()).isEqualTo(200);
        assertThat(jane.get(DEFAULT + "/pods").status()).isEqualTo(200);
        assertThat(jane.get(DEFAULT + "/pods/p").status()).isEqualTo(403);
    }

    @Test
    void a_cluster_role_bound_in_a_namespace_counts_there_alone() {
        clusterRole("reader", "{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"*\"]}");
        bind("ClusterRole", "reader", JANE);

        assertThat(jane.get(DEFAULT + "/pods").status()).isEqualTo(200);
        assertThat(jane.get("/api/v1/namespaces/kube-system/pods").status()).isEqualTo(403);
        assertThat(jane.get("/api/v1/pods").status()).isEqualTo(403);
    }

    @Test
    void a_rule_may_be_for_some_names_only() {
        clusterRole(
                "one",
                "{\"apiGroups\":[\"\"],\"resources\":[\"configmaps\"],\"resourceNames\":[\"mine\"],\"verbs\":[\"get\",\"list\"]}");
        bindCluster("one", JANE);

        assertThat(jane.get(DEFAULT + "/configmaps/mine").status()).isEqualTo(404);
        assertThat(jane.get(DEFAULT + "/configmaps/other").status()).isEqualTo(403);
        assertThat(jane.get(DEFAULT + "/configmaps").status()).isEqualTo(403);
        assertThat(jane.get(DEFAULT + "/configmaps?fieldSelector=metadata.name%3Dmine")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_subresource_needs_a_rule_of_its_own() {
        clusterRole("pods", "{\"apiGroups\":[\"\"],\"resources\":[\"pods\",\"*/scale\"],\"verbs\":[\"*\"]}");
        bindCluster("pods", JANE);

        assertThat(jane.get(DEFAULT + "/pods/p/status").status()).isEqualTo(403);
        assertThat(jane.get(DEFAULT + "/replicationcontrollers/r/scale").status())
                .isEqualTo(404);
    }

    @Test
    void a_path_may_end_with_a_star() {
        clusterRole("metrics", "{\"nonResourceURLs\":[\"/metrics/*\"],\"verbs\":[\"get\"]}");
        bindCluster("metrics", JANE);

        assertThat(jane.get("/metrics/cadvisor").status()).isEqualTo(404);
        assertThat(jane.get("/metrics").status()).isEqualTo(403);
    }

    @Test
    void a_service_account_is_bound_by_namespace_and_name() {
        clusterRole("reader", "{\"apiGroups\":[\"\"],\"resources\":[\"nodes\"],\"verbs\":[\"list\"]}");
        bindCluster("reader", "{\"kind\":\"ServiceAccount\",\"namespace\":\"default\",\"name\":\"robot\"}");

        var robot = admin.with("Impersonate-User", "system:serviceaccount:default:robot");
        var other = admin.with("Impersonate-User", "system:serviceaccount:kube-system:robot");

        assertThat(robot.get("/api/v1/nodes").status()).isEqualTo(200);
        assertThat(other.get("/api/v1/nodes").status()).isEqualTo(403);
    }

    @Test
    void a_binding_of_a_role_that_is_gone_says_so() {
        bindCluster("gone", JANE);

        assertThat(jane.get("/api/v1/nodes").message())
                .isEqualTo(
                        "nodes is forbidden: User \"jane\" cannot list resource \"nodes\" in API group \"\" at the cluster"
                                + " scope: RBAC: clusterrole.rbac.authorization.k8s.io \"gone\" not found");
    }

    @Test
    void impersonation_needs_the_verb_for_user_and_group() {
        clusterRole(
                "play-joe",
                "{\"apiGroups\":[\"\"],\"resources\":[\"users\"],\"resourceNames\":[\"joe\"],\"verbs\":[\"impersonate\"]}");
        bindCluster("play-joe", JANE);

        assertThat(jane.with("Impersonate-User", "joe").get("/version").status())
                .isEqualTo(200);
        assertThat(jane.with("Impersonate-User", "ann").get("/version").message())
                .isEqualTo(
                        "users \"ann\" is forbidden: User \"jane\" cannot impersonate resource \"users\" in API group \"\""
                                + " at the cluster scope");
        assertThat(jane.with("Impersonate-User", "joe")
                        .with("Impersonate-Group", "ops")
                        .get("/version")
                        .message())
                .isEqualTo(
                        "groups \"ops\" is forbidden: User \"jane\" cannot impersonate resource \"groups\" in API group"
                                + " \"\" at the cluster scope");
        assertThat(jane.with("Impersonate-User", "joe")
                        .with("Impersonate-Extra-Scopes", "all")
                        .get("/version")
                        .message())
                .startsWith(
                        "userextras.authentication.k8s.io \"all\" is forbidden: User \"jane\" cannot impersonate resource"
                                + " \"userextras/scopes\"");
    }

    @Test
    void roles_that_collect_others_are_filled() {
        admin.post(RBAC + "/clusterroles", """
                        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"vm-viewers",
                          "labels":{"rbac.authorization.k8s.io/aggregate-to-view":"true"}},
                         "rules":[{"apiGroups":["kubevirt.io"],"resources":["virtualmachines"],"verbs":["get"]}]}""").ok();

        for (String role : List.of("view", "edit", "admin")) {
            assertThat(admin.get(RBAC + "/clusterroles/" + role).response().text())
                    .contains("virtualmachines");
        }
        admin.delete(RBAC + "/clusterroles/vm-viewers").ok();
        assertThat(admin.get(RBAC + "/clusterroles/admin").response().text()).doesNotContain("virtualmachines");
    }

    private static final String ROLE = """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"r"},
             "rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get","list"]},{"apiGroups":[""],"resources":["secrets"],"verbs":["get"]}]}""";

    @Test
    void nobody_writes_a_role_that_allows_more_than_they_have() {
        clusterRole("roles", """
                {"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles"],"verbs":["create","update"]},
                {"apiGroups":[""],"resources":["pods"],"verbs":["get"]}""");
        bindCluster("roles", JANE);

        var answer = jane.post(RBAC + "/namespaces/default/roles", ROLE);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.message()).isEqualTo("""
                roles.rbac.authorization.k8s.io "r" is forbidden: user "jane" (groups=["dev" "system:authenticated"]) is attempting \
                to grant RBAC permissions not currently held:
                {APIGroups:[""], Resources:["pods"], Verbs:["list"]}
                {APIGroups:[""], Resources:["secrets"], Verbs:["get"]}""");
    }

    @Test
    void who_may_escalate_writes_any_role() {
        clusterRole("roles", """
                {"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles"],"verbs":["create","escalate"]}""");
        bindCluster("roles", JANE);

        assertThat(jane.post(RBAC + "/namespaces/default/roles", ROLE).status()).isEqualTo(201);
    }

    private static final String BINDING = """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"b"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"pods"},"subjects":[{"kind":"User","name":"joe"}]}""";

    @Test
    void nobody_binds_a_role_that_allows_more_than_they_have() {
        clusterRole("pods", "{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"get\"]}");
        clusterRole("bindings", """
                {"apiGroups":["rbac.authorization.k8s.io"],"resources":["rolebindings"],"verbs":["create"]}""");
        bindCluster("bindings", JANE);

        assertThat(jane.post(RBAC + "/namespaces/default/rolebindings", BINDING).message())
                .contains(
                        "is attempting to grant RBAC permissions not currently held:\n{APIGroups:[\"\"], Resources:[\"pods\"],"
                                + " Verbs:[\"get\"]}");
        bindCluster("pods", JANE);
        assertThat(jane.post(RBAC + "/namespaces/default/rolebindings", BINDING).status())
                .isEqualTo(201);
    }

    @Test
    void who_may_bind_a_role_needs_not_have_what_it_allows() {
        clusterRole("pods", "{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"get\"]}");
        clusterRole("bindings", """
                {"apiGroups":["rbac.authorization.k8s.io"],"resources":["rolebindings"],"verbs":["create"]},
                {"apiGroups":["rbac.authorization.k8s.io"],"resources":["clusterroles"],"resourceNames":["pods"],"verbs":["bind"]}""");
        bindCluster("bindings", JANE);

        assertThat(jane.post(RBAC + "/namespaces/default/rolebindings", BINDING).status())
                .isEqualTo(201);
    }

    @Test
    void reviews_tell_what_is_allowed_and_why() {
        clusterRole("reader", "{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"list\"]}");
        bind("ClusterRole", "reader", DEV);

        assertThat(review("pods").toString()).isEqualTo("""
                {"allowed":true,"reason":"RBAC: allowed by RoleBinding \\"bind-reader/default\\" of ClusterRole \\"reader\\" to Group \\"dev\\""}""");
        assertThat(review("secrets").toString()).isEqualTo("{\"allowed\":false}");
    }

    private com.fasterxml.jackson.databind.JsonNode review(String resource) {
        return jane.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """
                        {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
                         "spec":{"resourceAttributes":{"verb":"list","resource":"%s","namespace":"default"}}}""".formatted(resource))
                .ok()
                .json()
                .path("status");
    }

    @Test
    void a_rules_review_lists_the_rules_of_the_namespace() {
        clusterRole(
                "reader",
                "{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"resourceNames\":[\"a\"],\"verbs\":[\"get\"]}");
        bind("ClusterRole", "reader", JANE);

        var status = jane.post("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """
                        {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectRulesReview","spec":{"namespace":"default"}}""")
                .ok()
                .json()
                .path("status");

        assertThat(status.path("resourceRules").toString())
                .endsWith(
                        "{\"verbs\":[\"get\"],\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"resourceNames\":[\"a\"]}]");
        assertThat(status.path("nonResourceRules").toString()).contains("/version");
        assertThat(status.path("incomplete").asBoolean()).isFalse();
    }
}
