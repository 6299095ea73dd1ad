package dev.ocpv.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.ocpv.Cluster;
import dev.ocpv.internal.engine.DefaultCluster;
import dev.ocpv.spi.Applicator;
import dev.ocpv.validate.Rule;
import io.fabric8.kubernetes.client.Client;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    private static final JavaClasses SDK =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.ocpv");

    @Test
    void only_the_engine_talks_to_a_cluster() {
        noClasses()
                .that(not(resideInAnyPackage("..internal..", "..testkit..", "..examples..")))
                .and()
                .areNotAssignableTo(Cluster.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Client.class)
                .because("an applicator that does I/O cannot be planned, shown or tested without a cluster")
                .check(SDK);
    }

    @Test
    void the_core_knows_no_http_client_and_no_test_kit() {
        noClasses()
                .that(not(resideInAnyPackage("..testkit..", "..examples..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.ocpv.testkit..",
                        "io.fabric8.kubernetes.client.jdkhttp..",
                        "io.fabric8.kubernetes.client.vertx..",
                        "io.fabric8.kubernetes.client.okhttp..",
                        "io.fabric8.kubernetes.client.jetty..",
                        "java.net.http..")
                .check(SDK);
    }

    @Test
    void one_class_knows_the_json_library() {
        noClasses()
                .that(resideInAPackage("dev.ocpv..")
                        .and(not(resideInAnyPackage("..testkit..", "..model..", "dev.ocpv.internal.tree"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
                .check(SDK);
    }

    @Test
    void the_api_server_knows_no_openshift_and_no_client_library() {
        noClasses()
                .that()
                .resideInAPackage("dev.ocpv.testkit.server..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.fabric8..")
                        .or(resideInAPackage("dev.ocpv..").and(not(resideInAPackage("dev.ocpv.testkit.server..")))))
                .check(SDK);
    }

    @Test
    void rules_are_hidden_records() {
        classes()
                .that(implementing(Rule.class))
                .should()
                .beRecords()
                .andShould()
                .notBePublic()
                .check(SDK);
    }

    @Test
    void applicators_are_final_and_hidden() {
        classes()
                .that(implementing(Applicator.class))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .notBePublic()
                .andShould()
                .haveSimpleNameEndingWith("Applicator")
                .check(SDK);
    }

    @Test
    void no_package_cycles() {
        slices().matching("dev.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(Cluster.class, DefaultCluster.class)
                .check(SDK);
    }

    @Test
    void phases_know_only_what_comes_before_them() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.ocpv..")
                .layer("resource")
                .definedBy("dev.ocpv.resource")
                .layer("report")
                .definedBy("dev.ocpv.report")
                .layer("live")
                .definedBy("dev.ocpv.live")
                .layer("spec")
                .definedBy("dev.ocpv.spec..")
                .layer("validate")
                .definedBy("dev.ocpv.validate")
                .layer("plan")
                .definedBy("dev.ocpv.plan")
                .layer("apply")
                .definedBy("dev.ocpv.apply")
                .layer("verify")
                .definedBy("dev.ocpv.verify")
                .layer("rollback")
                .definedBy("dev.ocpv.rollback")
                .layer("spi")
                .definedBy("dev.ocpv.spi")
                .layer("applicator")
                .definedBy("dev.ocpv.applicator..")
                .layer("values")
                .definedBy("dev.ocpv.internal.text", "dev.ocpv.internal.tree")
                .layer("tools")
                .definedBy("dev.ocpv.internal.operand", "dev.ocpv.internal.placement")
                .layer("engine")
                .definedBy("dev.ocpv.internal.engine", "dev.ocpv.internal.http", "dev.ocpv.internal.ssa")
                .layer("root")
                .definedBy("dev.ocpv")
                .optionalLayer("users")
                .definedBy("dev.ocpv.testkit..", "dev.ocpv.examples..")
                .whereLayer("applicator")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("values")
                .mayOnlyBeAccessedByLayers("spec", "plan", "verify", "tools", "applicator", "engine")
                .whereLayer("tools")
                .mayOnlyBeAccessedByLayers("spec", "applicator", "engine")
                .whereLayer("spi")
                .mayOnlyBeAccessedByLayers("applicator", "tools", "engine", "users")
                .whereLayer("rollback")
                .mayOnlyBeAccessedByLayers("spi", "applicator", "tools", "engine", "root", "users")
                .whereLayer("verify")
                .mayOnlyBeAccessedByLayers("rollback", "spi", "applicator", "tools", "engine", "root", "users")
                .whereLayer("apply")
                .mayOnlyBeAccessedByLayers("engine", "root", "users")
                .whereLayer("plan")
                .mayOnlyBeAccessedByLayers("apply", "spi", "applicator", "tools", "engine", "root", "users")
                .whereLayer("validate")
                .mayOnlyBeAccessedByLayers("plan", "spi", "applicator", "tools", "engine", "root", "users")
                .check(SDK);
    }

    @Test
    void nobody_prints() {
        noClasses()
                .that(not(resideInAnyPackage("..examples..", "..testkit.standalone..")))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(SDK);
    }

    @Test
    void no_generic_exceptions() {
        GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(SDK);
    }

    @Test
    void packages_are_null_marked() {
        var classes = SDK;
        var packages = classes.getPackage("dev.ocpv").getSubpackagesInTree().stream()
                .filter(p ->
                        p.getClasses().stream().anyMatch(c -> !c.getSimpleName().equals("package-info")))
                .filter(p -> !p.getName().startsWith("dev.ocpv.model."))
                .toList();

        assertThat(packages).isNotEmpty();
        assertThat(packages.stream()
                        .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .isEmpty();
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> implementing(Class<?> type) {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "implement " + type.getSimpleName(), c -> c.isAssignableTo(type) && !c.isEquivalentTo(type));
    }
}
