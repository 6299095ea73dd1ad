package dev.ocpv.internal.engine;

import dev.ocpv.Cluster;
import dev.ocpv.ClusterOptions;
import dev.ocpv.apply.ApplyListener;
import dev.ocpv.apply.ApplyResult;
import dev.ocpv.internal.http.Api;
import dev.ocpv.model.catalog.ApiCatalog;
import dev.ocpv.plan.Plan;
import dev.ocpv.plan.PlanOptions;
import dev.ocpv.rollback.RollbackResult;
import dev.ocpv.spec.DesiredState;
import dev.ocpv.validate.ValidatedState;
import dev.ocpv.validate.ValidationResult;
import dev.ocpv.verify.Verification;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;

/** The five verbs over one client. */
public final class DefaultCluster implements Cluster {
    private final LiveStateReader reader;
    private final Validator validator;
    private final Planner planner;
    private final Writer writer;
    private final Verifier verifier;
    private final Restorer restorer;
    private final Runnable close;

    private DefaultCluster(KubernetesClient client, ClusterOptions options, Runnable close) {
        var api = new Api(client);
        var codec = new ResourceCodec(client.getKubernetesSerialization());
        var applicators = Applicators.installed();
        this.reader = new LiveStateReader(api, codec, options);
        this.validator = new Validator(applicators);
        this.planner = new Planner(api, applicators, codec, new ApiDefaults(ApiCatalog.load()), options);
        this.writer = new Writer(api, options);
        this.verifier = new Verifier(api, applicators, options);
        this.restorer = new Restorer(api, applicators, codec, options);
        this.close = close;
    }

    /** {@return the cluster that kubectl would talk to} */
    public static Cluster connect(ClusterOptions options) {
        var client = new KubernetesClientBuilder().build();
        return new DefaultCluster(client, options, client::close);
    }

    /** {@return the cluster behind a client that stays the caller's} */
    public static Cluster connect(KubernetesClient client, ClusterOptions options) {
        return new DefaultCluster(client, options, () -> {});
    }

    @Override
    public ValidationResult validate(DesiredState desired) {
        return validator.validate(desired, reader.read());
    }

    @Override
    public Plan plan(ValidatedState state, PlanOptions options) {
        return planner.plan(state, options);
    }

    @Override
    public ApplyResult apply(Plan plan, ApplyListener listener) {
        return writer.apply(plan.orThrow(), listener);
    }

    @Override
    public Verification verify(ApplyResult applied, Duration within) {
        return verifier.verify(applied.plan().state(), within);
    }

    @Override
    public RollbackResult rollback(ApplyResult applied) {
        return restorer.rollback(applied);
    }

    @Override
    public void close() {
        close.run();
    }
}
