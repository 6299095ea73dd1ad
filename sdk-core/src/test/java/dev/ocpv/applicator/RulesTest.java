package dev.ocpv.applicator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.live.LiveState;
import dev.ocpv.report.Finding;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.spec.Spec;
import dev.ocpv.spi.Applicator;
import dev.ocpv.spi.ApplicatorModule;
import dev.ocpv.validate.Context;
import dev.ocpv.validate.Findings;
import dev.ocpv.validate.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    private static final Path PAGES = Path.of("..", "docs", "rules");

    @Test
    void every_rule_is_shown_broken() {
        assertThat(new TreeSet<>(BrokenSpecs.byCode().keySet())).isEqualTo(codesOfAllRules());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_spec_breaks_one_rule_alone(String code) {
        var broken = requireNonNull(BrokenSpecs.byCode().get(code));

        var findings = findings(broken.spec(), broken.desired(), broken.live());

        assertThat(findings).extracting(Finding::code).containsOnly(code);
        assertThat(findings)
                .allSatisfy(finding ->
                        assertThat(List.of(finding.message(), finding.remedy())).noneMatch(String::isBlank));
    }

    static Stream<String> broken() {
        return BrokenSpecs.byCode().keySet().stream();
    }

    @Test
    void every_code_has_its_page() {
        assertThat(codesOfAllRules()).allSatisfy(code -> {
            var page = PAGES.resolve(code + ".md");
            assertThat(page).exists();
            assertThat(Files.readString(page))
                    .startsWith("# " + code + ": ")
                    .contains("## Why", "## Breaks it", "## Fix");
        });
    }

    @Test
    void a_code_means_the_same_everywhere() {
        assertThat(rules().map(Rule::info).distinct().map(info -> info.code())).doesNotHaveDuplicates();
    }

    @Test
    void the_article_is_only_warned_of_swap() {
        var desired = ArticleConfiguration.desired();

        var codes = desired.specs().stream()
                .flatMap(spec -> findings(spec, desired, ArticleCluster.live()).stream())
                .map(Finding::code);

        assertThat(codes).containsExactly("DEN-003");
    }

    @Test
    void rules_do_not_throw_on_an_empty_cluster() {
        var desired = ArticleConfiguration.desired();
        var empty = LiveState.builder().build();

        assertThat(desired.specs())
                .allSatisfy(spec -> assertThat(findings(spec, desired, empty)).isNotEmpty());
    }

    @Test
    void no_node_is_explained_for_each_group() {
        var broken = requireNonNull(BrokenSpecs.byCode().get("PLC-005"));

        var finding = findings(broken.spec(), broken.desired(), broken.live()).get(0);

        assertThat(finding.message())
                .startsWith("no node fits: master-0, master-1, master-2, infra-0")
                .contains("has no label example.io/nobody-has=this");
    }

    private static SortedSet<String> codesOfAllRules() {
        var codes = new TreeSet<String>();
        rules().forEach(rule -> codes.add(rule.info().code()));
        return codes;
    }

    private static Stream<Rule<?>> rules() {
        return ServiceLoader.load(ApplicatorModule.class).stream()
                .flatMap(module -> module.get().applicators().stream())
                .<Rule<?>>flatMap(applicator -> applicator.rules().stream());
    }

    private static List<Finding> findings(Spec spec, DesiredState desired, LiveState live) {
        Applicator<Spec> applicator = RenderTest.applicator(spec);
        var findings = new Findings(desired, spec);
        applicator.rules().forEach(rule -> rule.check(spec, new Context(desired, live), findings));
        return findings.list();
    }
}
