package dev.ocpv.examples;

import dev.ocpv.Cluster;
import dev.ocpv.ClusterOptions;
import dev.ocpv.model.catalog.Release;
import dev.ocpv.plan.PlanOptions;
import dev.ocpv.plan.TakeoverPolicy;
import dev.ocpv.report.SdkException;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.spec.yaml.DesiredStateYaml;
import dev.ocpv.testkit.Scenarios;
import dev.ocpv.testkit.TestCluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The main job: the post-installation configuration of OpenShift Virtualization, from findings to rollback.
 *
 * <p>Without options it runs on a cluster in memory and shows everything. With {@code --kubeconfig} it runs on a real cluster.
 */
@Command(
        name = "post-install",
        mixinStandardHelpOptions = true,
        version = "OCP-V SDK for Java 0.1.0",
        description =
                "Configures an installed OpenShift Virtualization: findings, plan, apply, verification, rollback.",
        footer = "Without --kubeconfig everything happens on a cluster in memory.")
public final class PostInstall implements Callable<Integer> {
    private static final String FIELD_MANAGER = "acme-platform";

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Run on the cluster of this kubeconfig.")
    @Nullable
    private Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the kubeconfig; its current one unless given.")
    @Nullable
    private String context;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The desired state as YAML; the built-in one unless given.")
    @Nullable
    private Path config;

    @Option(names = "--dry-run", description = "Stop after the plan; nothing is written.")
    private boolean dryRun;

    @Option(names = "--yes", description = "On a real cluster: apply the plan that was shown without asking.")
    private boolean yes;

    @Option(
            names = "--take-over",
            paramLabel = "WHAT",
            description = "Fields of other field managers that may be taken over: never, defaults, always. "
                    + "Unless given: defaults in memory, never on a real cluster.")
    @Nullable
    private TakeoverPolicy takeOver;

    @Spec
    @Nullable
    private CommandSpec spec;

    /** Runs the program; a result other than success ends the process with its code. */
    public static void main(String[] args) {
        var code = run(args, standardOutput());
        if (code != 0) {
            System.exit(code);
        }
    }

    private static PrintWriter standardOutput() {
        return new PrintWriter(new OutputStreamWriter(System.out, Charset.defaultCharset()), true);
    }

    /** {@return the exit code: 0 success, 1 refused or failed, 2 wrong arguments} */
    static int run(String[] args, PrintWriter out) {
        return new CommandLine(new PostInstall())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(out)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof SdkException) {
                        out.println(failure.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(args);
    }

    @Override
    public Integer call() {
        var out = spec == null ? standardOutput() : spec.commandLine().getOut();
        return kubeconfig == null ? inMemory(new Console(out)) : onRealCluster(new Console(out), kubeconfig);
    }

    private int inMemory(Console console) {
        try (var memory = Scenarios.bareMetal(Release.OCP_4_17);
                var cluster = Cluster.connect(memory.client(), options(memory))) {
            console.say(
                    "A bare-metal cluster of OpenShift 4.17 in memory: 3 control-plane, 3 infra and 6 worker nodes.");
            var tour = new Walkthrough(console, cluster, memory.client());
            var options = new PlanOptions(takeOver == null ? TakeoverPolicy.DEFAULTS : takeOver);
            var ok = tour.configure(desired(), options, dryRun) && (dryRun || tour.takeBack());
            if (ok && !dryRun && config == null) {
                ok = new Refusals(console, cluster, memory).show();
            }
            return ok ? 0 : 1;
        }
    }

    private static ClusterOptions options(TestCluster memory) {
        return ClusterOptions.builder()
                .fieldManager(FIELD_MANAGER)
                .ticker(memory.ticker())
                .build();
    }

    private int onRealCluster(Console console, Path file) {
        var connection = connection(file);
        try (var client = new KubernetesClientBuilder().withConfig(connection).build();
                var cluster = Cluster.connect(
                        client,
                        ClusterOptions.builder().fieldManager(FIELD_MANAGER).build())) {
            console.say("Cluster " + client.getMasterUrl());
            var tour = new Walkthrough(console, cluster, client);
            var options = new PlanOptions(takeOver == null ? TakeoverPolicy.NEVER : takeOver);
            if (!tour.plan(desired(), options)) {
                return 1;
            }
            if (dryRun || tour.hasNothingToDo()) {
                return 0;
            }
            if (!yes && !console.asks("Apply this plan?")) {
                console.say("Nothing was written.");
                return 0;
            }
            return tour.applyAndVerify() ? 0 : offerRollback(console, tour);
        }
    }

    private int offerRollback(Console console, Walkthrough tour) {
        if (!yes && console.asks("Take everything back?")) {
            tour.takeBack();
        }
        return 1;
    }

    private DesiredState desired() {
        return config == null ? PostInstallState.inJava() : DesiredStateYaml.read(config);
    }

    private Config connection(Path file) {
        if (!Files.isReadable(file)) {
            throw new SdkException("Cannot read %s.  next: name a kubeconfig file that exists".formatted(file));
        }
        return context == null ? Config.fromKubeconfig(file.toFile()) : Config.fromKubeconfig(context, file.toFile());
    }
}
