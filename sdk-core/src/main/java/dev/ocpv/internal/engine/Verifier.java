package dev.ocpv.internal.engine;

import dev.ocpv.ClusterOptions;
import dev.ocpv.internal.http.Api;
import dev.ocpv.report.SdkException;
import dev.ocpv.spec.Spec;
import dev.ocpv.validate.ValidatedState;
import dev.ocpv.verify.Check;
import dev.ocpv.verify.CheckResult;
import dev.ocpv.verify.LiveReader;
import dev.ocpv.verify.Observation;
import dev.ocpv.verify.Observation.State;
import dev.ocpv.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at the cluster until everything has passed twice in a row, something failed, or the time is up. */
record Verifier(Api api, Applicators applicators, ClusterOptions options) {
    private static final int LOOKS_IN_A_ROW = 2;

    Verification verify(ValidatedState state, Duration within) {
        Map<String, Check> checks = new LinkedHashMap<>();
        for (var spec : state.desired().specs()) {
            checks(spec, state).forEach(check -> checks.putIfAbsent(check.title(), check));
        }
        return await(checks.values(), within);
    }

    Verification await(Collection<Check> checks, Duration within) {
        var start = options.ticker().now();
        int passed = 0;
        while (true) {
            var results = look(checks);
            passed = all(results, State.PASSED) ? passed + 1 : 0;
            var took = Duration.between(start, options.ticker().now());
            var over = took.compareTo(within) >= 0;
            if (passed == LOOKS_IN_A_ROW || any(results, State.FAILED) || over) {
                return new Verification(results, took);
            }
            options.ticker().pause(options.pollInterval());
        }
    }

    private <S extends Spec> List<Check> checks(S spec, ValidatedState state) {
        return applicators.of(spec).checks(spec, state.live());
    }

    private List<CheckResult> look(Collection<Check> checks) {
        var reader = new CachingReader(api);
        var results = new ArrayList<CheckResult>();
        checks.forEach(check -> results.add(new CheckResult(check.title(), look(check, reader))));
        return results;
    }

    /** API servers restart while operators work: what cannot be read now is looked at again, as long as there is time. */
    private static Observation look(Check check, LiveReader reader) {
        try {
            return check.observe(reader);
        } catch (SdkException e) {
            return Observation.waiting(String.valueOf(e.getMessage()));
        }
    }

    private static boolean all(List<CheckResult> results, State state) {
        return results.stream().map(CheckResult::last).map(Observation::state).allMatch(state::equals);
    }

    private static boolean any(List<CheckResult> results, State state) {
        return results.stream().map(CheckResult::last).map(Observation::state).anyMatch(state::equals);
    }
}
