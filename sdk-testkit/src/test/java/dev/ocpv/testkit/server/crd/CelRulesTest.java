package dev.ocpv.testkit.server.crd;

import static dev.ocpv.testkit.server.crd.Things.complaint;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CelRulesTest {
    private static final String TEXT =
            "{\"type\":\"string\",\"maxLength\":40,\"x-kubernetes-validations\":[{\"rule\":\"%s\"}]}";

    @ParameterizedTest
    @CsvSource({"30, '\"integer\"'", "34, '\"integer\"'", "35, 7"})
    void a_broken_rule_shows_the_type_until_1_34_and_the_value_since(int minor, String shown) {
        Things things = new Things(minor);
        things.define("{\"type\":\"integer\",\"x-kubernetes-validations\":[{\"rule\":\"self < 5\"}]}");

        assertThat(complaint(things.create("7")))
                .isEqualTo("spec.x: Invalid value: " + shown + ": failed rule: self < 5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            isIP(self)                                    | 30 | 31
            format.dns1123Label().validate(self) != null  | 31 | 32
            self.split('').all(i, s, i < 9 && s != 'z')   | 32 | 33
            isSemver(self)                                | 33 | 34
            self.split('').distinct().size() > 0          | 34 | 35
            """)
    void a_new_rule_may_only_use_what_the_release_before_knew(String rule, int refused, int accepted) {
        assertThat(complaint(new Things(refused).define(TEXT.formatted(rule)))).contains("undeclared reference to");
        assertThat(complaint(new Things(accepted).define(TEXT.formatted(rule)))).doesNotContain("undeclared reference");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            self in ['a', 1]                                   | 1:15: expected type 'string' but found 'int'
            duration('soon') > duration('1s')                  | 1:10: invalid duration argument
            timestamp('2026') == timestamp('2026-01-01T00:00:00Z') | 1:11: invalid timestamp argument
            self.matches('a(')                                 | 1:14: invalid matches argument
            authorizer.group('').resource('pods').check('get').allowed() | 1:1: undeclared reference to 'authorizer' (in container '')
            """)
    void literals_that_cannot_be_meant_and_variables_that_are_none_do_not_compile(String rule, String words) {
        String complaint = complaint(new Things(35).define(TEXT.formatted(rule)));

        assertThat(complaint)
                .contains("compilation failed: ERROR: <input>:" + words)
                .doesNotContain("\nERROR");
    }

    @Test
    void values_of_several_types_go_together_in_what_is_formatted() {
        JsonNode answer = new Things(35)
                .define("{\"type\":\"integer\",\"x-kubernetes-validations\":[{\"rule\":\"true\",\"messageExpression\":"
                        + "\"'%s %d'.format(['a', self])\"}]}");

        assertThat(answer.path("kind").asText()).isEqualTo("CustomResourceDefinition");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'a' + string(self)           | more than 100x
            ['a', 'bb'][self] + 'c'      |
            '%d'.format([self])          |
            """)
    void what_nothing_bounds_costs_too_much(String message, String factor) {
        String complaint = complaint(new Things(35)
                .define(
                        "{\"type\":\"integer\",\"x-kubernetes-validations\":[{\"rule\":\"self > 1\",\"messageExpression\":\""
                                + message + "\"}]}"));

        if (factor == null) {
            assertThat(complaint).isEmpty();
        } else {
            assertThat(complaint).contains("estimated messageExpression cost exceeds budget by factor of " + factor);
        }
    }

    @Test
    void a_rule_that_costs_too_much_while_it_runs_ends_the_run() {
        Things things = new Things(35);
        things.define("""
                {"type":"array","maxItems":700,"items":{"type":"integer"},"x-kubernetes-validations":[
                 {"rule":"self.all(a, self.all(b, a == b || a != b))","message":"pairs"},{"rule":"false","message":"never"}]}""");

        assertThat(complaint(things.create(numbers(20)))).isEqualTo("spec.x: Invalid value: never");
        assertThat(complaint(things.create(numbers(600))))
                .isEqualTo(
                        "spec.x: Invalid value: \"array\": 'operation cancelled: actual cost limit exceeded': no further"
                                + " validation rules will be run due to call cost exceeds limit for rule: pairs");
    }

    @Test
    void rules_that_cost_too_much_together_end_the_run() {
        Things things = new Things(35);
        String rule = "{\"rule\":\"!self.contains('" + "b".repeat(100) + "')\"}";
        things.define("{\"type\":\"array\",\"maxItems\":270,\"items\":{\"type\":\"string\",\"maxLength\":9000,"
                + "\"x-kubernetes-validations\":[" + (rule + ",").repeat(8) + rule + "]}}");
        String item = "\"" + "a".repeat(9000) + "\"";

        assertThat(things.create("[" + item + "]").path("kind").asText()).isEqualTo("Thing");
        assertThat(complaint(things.change("[" + (item + ",").repeat(269) + item + "]")))
                .matches(
                        "spec\\.x\\[\\d+]: Invalid value: \"string\": validation failed due to running out of cost budget,"
                                + " no further validation rules will be run");
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
