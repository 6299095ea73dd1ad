package dev.ocpv.testkit.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.server.Sender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {
    private static final String GROUP = "/apis/admissionregistration.k8s.io/v1";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String RULES = """
            "matchConstraints":{"resourceRules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["*"],"resources":["configmaps"]}]}""";
    private static final String DENIED = "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: ";

    private final ApiServer server =
            ApiServer.builder().putToken("jane", "jane", List.of("dev")).build();
    private final Sender admin = Sender.to(server);

    private Sender.Answer policy(String spec) {
        return admin.post(GROUP + "/validatingadmissionpolicies", """
                {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingAdmissionPolicy","metadata":{"name":"p"},"spec":{%s}}""".formatted(spec));
    }

    private Sender.Answer binding(String spec) {
        return admin.post(GROUP + "/validatingadmissionpolicybindings", """
                {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingAdmissionPolicyBinding","metadata":{"name":"b"},
                 "spec":{"policyName":"p",%s}}""".formatted(spec));
    }

    private void denying(String spec) {
        policy(RULES + "," + spec).ok();
        binding("\"validationActions\":[\"Deny\"]").ok();
    }

    private Sender.Answer create(Sender sender, String name, String rest) {
        return sender.post(
                MAPS,
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name + "\"}" + rest + "}");
    }

    private static String validation(String expression, String more) {
        return "\"validations\":[{\"expression\":\"" + expression + "\"" + more + "}]";
    }

    @Test
    void a_policy_without_a_binding_refuses_nothing() {
        policy(RULES + "," + validation("false", "")).ok();

        assertThat(create(admin, "a", "").status()).isEqualTo(201);
    }

    @Test
    void a_policy_that_is_gone_refuses_nothing_any_more() {
        denying(validation("false", ""));
        assertThat(create(admin, "a", "").status()).isEqualTo(422);

        admin.delete(GROUP + "/validatingadmissionpolicies/p").ok();

        assertThat(create(admin, "a", "").status()).isEqualTo(201);
    }

    @Test
    void a_policy_that_changed_refuses_by_its_new_form() {
        denying(validation("false", ""));

        admin.merge(GROUP + "/validatingadmissionpolicies/p", "{\"spec\":{" + validation("true", "") + "}}")
                .ok();

        assertThat(create(admin, "a", "").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            variables.n > 5             | variables.n is too small    | composited variable "n" fails to evaluate: no such key: data
            object.data.flag            | x | must evaluate to bool but got dyn
            request.uid == ''           | x | undefined field 'uid'
            variables.m == 1            | x | undefined field 'm'
            """)
    void what_goes_wrong_in_an_expression_is_told(String expression, String message, String words) {
        var answer = policy(RULES + ",\"variables\":[{\"name\":\"n\",\"expression\":\"int(object.data.n)\"}],"
                + validation(expression, ",\"message\":\"" + message + "\""));
        if (answer.status() == 201) {
            binding("\"validationActions\":[\"Deny\"]").ok();
            answer = create(admin, "a", "");
        }

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.message()).contains(words);
    }

    @Test
    void a_variable_is_worked_out_only_when_it_is_used() {
        denying(
                "\"variables\":[{\"name\":\"bad\",\"expression\":\"object.nothing.at.all\"},{\"name\":\"two\",\"expression\":\"1 + 1\"},"
                        + "{\"name\":\"four\",\"expression\":\"variables.two * 2\"}],"
                        + validation("variables.four == 4", ""));

        assertThat(create(admin, "a", "").status()).isEqualTo(201);
    }

    @Test
    void a_condition_that_does_not_hold_outweighs_one_that_fails() {
        denying("\"matchConditions\":[{\"name\":\"fails\",\"expression\":\"object.data.x == 'y'\"},"
                + "{\"name\":\"no\",\"expression\":\"false\"}]," + validation("false", ""));

        assertThat(create(admin, "a", "").status()).isEqualTo(201);
    }

    @Test
    void an_endless_expression_is_ended() {
        String numbers = "[" + "1,".repeat(99) + "1]";
        denying(validation(
                numbers + ".all(a, " + numbers + ".all(b, " + numbers + ".all(c, " + numbers + ".all(d, true))))", ""));

        assertThat(create(admin, "a", "").message()).endsWith("operation cancelled: actual cost limit exceeded");
    }

    @Test
    void all_expressions_of_a_policy_together_cost_no_more_than_they_may() {
        String ten = "[1,2,3,4,5,6,7,8,9,10]";
        String expression =
                ten + ".all(a, " + ten + ".all(b, " + ten + ".all(c, " + ten + ".all(d, [a,b,c,d].size() == 4))))";
        denying("\"validations\":[" + ("{\"expression\":\"" + expression + "\"},").repeat(79)
                + "{\"expression\":\"true\"}]");

        assertThat(create(admin, "a", "").message())
                .endsWith(
                        DENIED
                                + "validation failed due to running out of cost budget, no further validation rules will be run");
    }

    @Test
    void policies_do_not_guard_policies() {
        policy(
                        "\"matchConstraints\":{\"resourceRules\":[{\"apiGroups\":[\"*\"],\"apiVersions\":[\"*\"],\"operations\":[\"*\"],"
                                + "\"resources\":[\"*/*\"]}]}," + validation("false", ""))
                .ok();
        binding("\"validationActions\":[\"Deny\"]").ok();

        assertThat(create(admin, "a", "").status()).isEqualTo(422);
        assertThat(admin.delete(GROUP + "/validatingadmissionpolicybindings/b").status())
                .isEqualTo(200);
    }

    @Test
    void a_policy_for_one_scope_leaves_the_other_alone() {
        policy(
                        "\"matchConstraints\":{\"resourceRules\":[{\"apiGroups\":[\"\"],\"apiVersions\":[\"v1\"],\"operations\":[\"CREATE\"],"
                                + "\"resources\":[\"*\"],\"scope\":\"Cluster\"}]}," + validation("false", ""))
                .ok();
        binding("\"validationActions\":[\"Deny\"]").ok();

        assertThat(create(admin, "a", "").status()).isEqualTo(201);
        assertThat(admin.post("/api/v1/namespaces", """
                                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"n"}}""").message())
                .isEqualTo("namespaces \"n\" is forbidden: " + DENIED + "failed expression: false");
    }

    @Test
    void a_namespace_is_selected_by_its_own_labels() {
        policy(
                        "\"matchConstraints\":{\"namespaceSelector\":{\"matchLabels\":{\"strict\":\"yes\"}},\"resourceRules\":[{\"apiGroups\":[\"\"],"
                                + "\"apiVersions\":[\"v1\"],\"operations\":[\"CREATE\"],\"resources\":[\"namespaces\"]}]},"
                                + validation("false", ""))
                .ok();
        binding("\"validationActions\":[\"Deny\"]").ok();

        assertThat(admin.post("/api/v1/namespaces", """
                        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"m"}}""").status()).isEqualTo(201);
        assertThat(admin.post("/api/v1/namespaces", """
                        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"n","labels":{"strict":"yes"}}}""").status()).isEqualTo(422);
    }

    @Test
    void parameters_that_a_selector_finds_are_used_in_turn() {
        for (String limit : List.of("3", "5")) {
            create(admin, "limit-" + limit, ",\"data\":{\"limit\":\"" + limit + "\"}")
                    .ok();
            admin.merge(MAPS + "/limit-" + limit, "{\"metadata\":{\"labels\":{\"limits\":\"\"}}}")
                    .ok();
        }
        policy("\"paramKind\":{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}," + RULES + ","
                        + validation(
                                "object.data.n < params.data.limit",
                                ",\"messageExpression\":\"'the limit is ' + params.data.limit\""))
                .ok();
        binding(
                        "\"validationActions\":[\"Deny\"],\"paramRef\":{\"selector\":{\"matchLabels\":{\"limits\":\"\"}},\"parameterNotFoundAction\":\"Deny\"}")
                .ok();

        assertThat(create(admin, "two", ",\"data\":{\"n\":\"2\"}").status()).isEqualTo(201);
        assertThat(create(admin, "four", ",\"data\":{\"n\":\"4\"}").message()).endsWith("the limit is 3");
    }

    @Test
    void a_kind_of_parameters_that_nobody_knows_denies() {
        policy("\"paramKind\":{\"apiVersion\":\"acme.com/v1\",\"kind\":\"Limit\"}," + RULES + ","
                        + validation("true", ""))
                .ok();
        binding("\"validationActions\":[\"Deny\"],\"paramRef\":{\"name\":\"x\",\"parameterNotFoundAction\":\"Allow\"}")
                .ok();

        assertThat(create(admin, "a", "").message())
                .endsWith(
                        "ValidatingAdmissionPolicy 'p' denied request: failed to configure policy: failed to find resource"
                                + " referenced by paramKind: 'acme.com/v1, Kind=Limit'");
    }

    @Test
    void a_policy_asks_what_the_user_may_do() {
        var strict = Sender.to(ApiServer.builder()
                .rbac(true)
                .putToken("jane", "jane", List.of())
                .build());
        strict.post(GROUP + "/validatingadmissionpolicies", """
                        {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingAdmissionPolicy","metadata":{"name":"p"},"spec":{%s,
                         "validations":[{"expression":"authorizer.group('').resource('nodes').check('delete').allowed()","message":"no nodes"},
                                        {"expression":"authorizer.requestResource.check('create').allowed()"},
                                        {"expression":"authorizer.path('/metrics').check('get').reason() != 'x'"},
                                        {"expression":"!authorizer.serviceAccount('default','robot').group('').resource('pods').namespace('default').check('get').allowed()"}]}}""".formatted(RULES))
                .ok();
        strict.post(GROUP + "/validatingadmissionpolicybindings", """
                        {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingAdmissionPolicyBinding","metadata":{"name":"b"},
                         "spec":{"policyName":"p","validationActions":["Deny"]}}""").ok();
        strict.post("/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings", """
                        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"b"},
                         "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"edit"},"subjects":[{"kind":"User","name":"jane"}]}""")
                .ok();

        assertThat(create(strict, "a", "").status()).isEqualTo(201);
        assertThat(create(strict.token("jane"), "b", "").message()).endsWith(DENIED + "no nodes");
    }

    @Test
    void an_audit_annotation_that_fails_denies_whatever_the_binding_says() {
        policy(RULES + ",\"auditAnnotations\":[{\"key\":\"k\",\"valueExpression\":\"string(object.data.x)\"}]")
                .ok();
        binding("\"validationActions\":[\"Audit\"]").ok();

        assertThat(create(admin, "a", "").message())
                .endsWith(DENIED + "expression 'string(object.data.x)' resulted in error: no such key: data");
    }

    @Test
    void a_warning_reaches_who_deletes_a_whole_collection() {
        create(admin, "a", "").ok();
        policy(RULES + "," + validation("request.operation != 'DELETE'", ",\"message\":\"gone\""))
                .ok();
        binding("\"validationActions\":[\"Warn\"]").ok();

        assertThat(admin.delete(MAPS).ok().warnings())
                .containsExactly(
                        "299 - \"Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': gone\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"matchConstraints\":{\"resourceRules\":[{\"apiGroups\":[\"\"],\"apiVersions\":[\"v1\"],\"operations\":[\"CREATE\"],\"resources\":[\"pods/*\",\"pods/log\"]}]}|spec.matchConstraints.resourceRules[0].resources[1]: Invalid value: \"pods/log\": if 'pods/*' is present, must not specify pods/log",
                "\"matchConstraints\":{\"resourceRules\":[{\"apiGroups\":[\"\"],\"apiVersions\":[\"v1\"],\"operations\":[\"CREATE\"],\"resources\":[\"*/*\",\"pods\"]}]}|spec.matchConstraints.resourceRules[0].resources: Invalid value: [\"*/*\",\"pods\"]: if '*/*' is present, must not specify other resources",
                "\"matchConstraints\":{\"resourceRules\":[]}|spec.matchConstraints.resourceRules: Required value",
                "\"matchConstraints\":{\"namespaceSelector\":{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"In\"}]},\"resourceRules\":[{\"apiGroups\":[\"\"],\"apiVersions\":[\"v1\"],\"operations\":[\"CREATE\"],\"resources\":[\"pods\"],\"resourceNames\":[\"a\",\"a\"]}]}|spec.matchConstraints.resourceRules[0].resourceNames[1]: Duplicate value: \"a\"",
                "\"matchConstraints\":{\"objectSelector\":{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Near\"}]},\"resourceRules\":[{\"apiGroups\":[\"\"],\"apiVersions\":[\"v1\"],\"operations\":[\"CREATE\"],\"resources\":[\"pods\"]}]}|spec.matchConstraints.objectSelector.matchExpressions[0].operator: Invalid value: \"Near\": not a valid selector operator"
            })
    void rules_and_selectors_are_checked(String written) {
        int bar = written.lastIndexOf('|');

        var answer = policy(written.substring(0, bar) + "," + validation("true", ""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.message()).contains(written.substring(bar + 1));
    }

    @Test
    void kind_of_parameters_and_annotations_are_checked() {
        var answer = policy(
                "\"paramKind\":{\"apiVersion\":\"a/b/c\",\"kind\":\"No Kind\"}," + RULES
                        + ",\"auditAnnotations\":[{\"key\":\"a b\",\"valueExpression\":\"5\"},{\"key\":\"k\",\"valueExpression\":\"\"}]");

        assertThat(answer.message())
                .contains(
                        "spec.paramKind.apiVersion: Invalid value: \"a/b/c\": unexpected GroupVersion string: a/b/c",
                        "spec.paramKind.kind: Invalid value: \"No Kind\": may have mixed case, but should otherwise match: a DNS-1035 label",
                        "spec.auditAnnotations[0].key: Invalid value: \"p/a b\": name part must consist of",
                        "spec.auditAnnotations[0].valueExpression: Invalid value: \"5\": must evaluate to one of [string null_type] but got int",
                        "spec.auditAnnotations[1].valueExpression: Required value: valueExpression is not specified");
    }

    @Test
    void messages_of_validations_are_checked() {
        var answer = policy(
                RULES + ",\"validations\":[{\"expression\":\"true\\n\"},{\"expression\":\"true &&\\ntrue\"},"
                        + "{\"expression\":\"true\",\"message\":\" \"},{\"expression\":\"true\",\"messageExpression\":\" \"},"
                        + "{\"expression\":\"true\",\"messageExpression\":\"authorizer.path('/').check('get').reason()\"}]");

        assertThat(answer.message())
                .contains(
                        "[spec.validations[2].message: Invalid value: \" \": must be non-empty if specified",
                        "spec.validations[3].messageExpression: Invalid value: \" \": must be non-empty if specified",
                        "undeclared reference to 'authorizer'");
    }
}
