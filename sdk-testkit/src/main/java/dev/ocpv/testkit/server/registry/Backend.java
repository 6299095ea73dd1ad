package dev.ocpv.testkit.server.registry;

import dev.ocpv.testkit.server.admission.AdmissionHook;
import dev.ocpv.testkit.server.authentication.Authentication;
import dev.ocpv.testkit.server.authentication.Identity;
import dev.ocpv.testkit.server.authentication.ServiceAccountTokens;
import dev.ocpv.testkit.server.authorization.Authorizer;
import dev.ocpv.testkit.server.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** What all verbs share: the store, the clock, the catalogue and the hooks. */
public final class Backend {
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private static final Identity NOBODY = Identity.of("system:anonymous", List.of(Identity.UNAUTHENTICATED));

    private final Store store = new Store();
    private volatile Catalog catalog = Catalog.of(List.of());
    private final List<AdmissionHook> hooks = new CopyOnWriteArrayList<>();
    private volatile Authorizer authorizer = Authorizer.ALLOWING;
    private volatile Authentication authentication;
    private final Clock clock;
    private final Timer timer;
    private final int minor;
    private final Random random = new Random();
    private volatile long lastSecond = Long.MIN_VALUE;
    private volatile String lastText = "";

    /** For Kubernetes 1.{@code minor}. */
    public Backend(Clock clock, Timer timer, int minor) {
        this.clock = clock;
        this.timer = timer;
        this.minor = minor;
        authentication = new Authentication(NOBODY, Map.of(), new ServiceAccountTokens(store, clock));
    }

    /** Runs something later. */
    @FunctionalInterface
    public interface Timer {
        /** {@return what cancels the run} */
        Runnable schedule(Duration delay, Runnable task);
    }

    /** {@return the objects} */
    public Store store() {
        return store;
    }

    /** {@return the resources known now} */
    public Catalog catalog() {
        return catalog;
    }

    /** Replaces the resources. */
    public void catalog(Catalog next) {
        catalog = next;
    }

    /** {@return what may change or refuse writes, in order} */
    public List<AdmissionHook> hooks() {
        return hooks;
    }

    /** {@return who says what may be done} */
    public Authorizer authorizer() {
        return authorizer;
    }

    /** Replaces who says what may be done. */
    public void authorizer(Authorizer next) {
        authorizer = next;
    }

    /** {@return who finds out from whom requests are} */
    public Authentication authentication() {
        return authentication;
    }

    /** Replaces who finds out from whom requests are. */
    public void authentication(Authentication next) {
        authentication = next;
    }

    /** {@return the imitated Kubernetes minor} */
    public int minor() {
        return minor;
    }

    /** {@return what runs tasks later} */
    public Timer timer() {
        return timer;
    }

    /** {@return the time as objects carry it} */
    public String now() {
        Instant now = clock.instant();
        if (now.getEpochSecond() == lastSecond) {
            return lastText;
        }
        String text = now.truncatedTo(ChronoUnit.SECONDS).toString();
        lastText = text;
        lastSecond = now.getEpochSecond();
        return text;
    }

    /** {@return the time some seconds from now, as objects carry it} */
    public String in(long seconds) {
        return clock.instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(seconds)
                .toString();
    }

    /** {@return the moment it is} */
    public Instant instant() {
        return clock.instant();
    }

    /** {@return a new uid} */
    public String newUid() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** {@return a name made from a prefix} */
    public String newName(String prefix) {
        StringBuilder name = new StringBuilder(prefix.length() > 58 ? prefix.substring(0, 58) : prefix);
        for (int i = 0; i < 5; i++) {
            name.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
        }
        return name.toString();
    }
}
