package dev.ocpv.testkit.standalone;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param help whether only to say what could be asked for
 * @param empty whether there is nothing but the API
 * @param release the OpenShift release, or null for Kubernetes alone
 * @param minor the Kubernetes minor, where it does not follow from the release
 * @param scenario objects to apply after the start, or {@link #BARE_METAL}, or null
 * @param kubeconfig the file to write, or null
 * @param listener where and how to listen
 */
record Arguments(
        boolean help,
        boolean empty,
        @Nullable String release,
        int minor,
        @Nullable String scenario,
        @Nullable Path kubeconfig,
        Listener listener) {

    /** The scenario that comes with the program. */
    static final String BARE_METAL = "bare-metal";

    static final String HELP = """
            Serves an OpenShift cluster in memory, for kubectl and everything else that speaks to Kubernetes.

              java -jar ocpv-sdk-testkit-VERSION-standalone.jar [OPTION...]

              --kubeconfig FILE   write a kubeconfig there as soon as the server is ready
              --release 4.17      the OpenShift release, 4.17 to 4.22, with its kinds and 12 nodes; 4.17 unless given
              --empty             only the API and its built-in kinds: no nodes, nothing of OpenShift; with --release, as
                                  the Kubernetes of that release
              --kubernetes 1.35   with --empty, the Kubernetes release: 1.30 to 1.35; 1.35 unless given
              --scenario FILE     apply the objects of this YAML file before anybody comes in
              --scenario bare-metal   OpenShift Virtualization is installed, with operators that do as the real ones do
              --port N            listen there; on any free port unless given
              --host ADDRESS      listen at this address; at 127.0.0.1 unless given
              --tls               speak HTTPS, with a certificate that the kubeconfig trusts
              --token TEXT        let nobody in without this bearer token, which stands in the kubeconfig
              --help              say this

            It prints one line when it is ready and runs until Ctrl-C or SIGTERM. Nothing is kept.
            """;

    private static final Set<String> FLAGS = Set.of("--empty", "--tls", "--help", "-h");
    private static final List<String> OPTIONS = List.of(
            "--kubeconfig",
            "--release",
            "--empty",
            "--kubernetes",
            "--scenario",
            "--port",
            "--host",
            "--tls",
            "--token",
            "--help");
    private static final int LAST_PORT = 65_535;
    private static final int FIRST_MINOR = 30;
    private static final int LAST_MINOR = 35;
    private static final int NEAR = 3;

    /**
     * Where and how to listen.
     *
     * @param host the address
     * @param port the port, or 0 for any
     * @param tls whether to speak HTTPS
     * @param token what clients must show, or null
     */
    record Listener(
            InetAddress host,
            int port,
            boolean tls,
            @Nullable String token) {}

    static Arguments parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            int equals = name.indexOf('=');
            String value = equals < 0 ? null : name.substring(equals + 1);
            name = equals < 0 ? name : name.substring(0, equals);
            if (FLAGS.contains(name)) {
                value = value == null ? "true" : value;
            } else if (!OPTIONS.contains(name)) {
                throw new UsageException("there is no option " + name + nearest(name));
            } else if (value == null) {
                i++;
                if (i == arguments.length || arguments[i].startsWith("--")) {
                    throw new UsageException(name + " needs a value");
                }
                value = arguments[i];
            }
            if (given.put(name, value) != null) {
                throw new UsageException(name + " is given twice");
            }
        }
        return of(given);
    }

    private static Arguments of(Map<String, String> given) {
        boolean empty = given.containsKey("--empty");
        if (given.containsKey("--kubernetes") && (!empty || given.containsKey("--release"))) {
            throw new UsageException(
                    "--kubernetes goes with --empty alone; the release of OpenShift brings its own Kubernetes");
        }
        if (empty && BARE_METAL.equals(given.get("--scenario"))) {
            throw new UsageException("--scenario bare-metal is full of OpenShift; leave --empty out");
        }
        return new Arguments(
                given.containsKey("--help") || given.containsKey("-h"),
                empty,
                given.getOrDefault("--release", empty ? null : "4.17"),
                minor(given.getOrDefault("--kubernetes", "1." + LAST_MINOR)),
                given.get("--scenario"),
                path(given.get("--kubeconfig")),
                new Listener(
                        host(given.getOrDefault("--host", "127.0.0.1")),
                        port(given.getOrDefault("--port", "0")),
                        given.containsKey("--tls"),
                        given.get("--token")));
    }

    /** {@return whether the scenario is the one that comes with the program} */
    boolean bareMetal() {
        return BARE_METAL.equals(scenario);
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }

    private static int minor(String release) {
        for (int minor = FIRST_MINOR; minor <= LAST_MINOR; minor++) {
            if (release.equals("1." + minor)) {
                return minor;
            }
        }
        throw new UsageException(
                "--kubernetes " + release + " is not known; there are 1." + FIRST_MINOR + " to 1." + LAST_MINOR);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException(
                "--port " + text + " is no port; ports are numbers from 0 (any free one) to " + LAST_PORT);
    }

    private static InetAddress host(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new UsageException("--host " + text + " is no address of this machine");
        }
    }

    private static String nearest(String name) {
        return OPTIONS.stream()
                .min(Comparator.comparingInt(option -> distance(name, option)))
                .filter(option -> distance(name, option) <= NEAR)
                .map(option -> "; did you mean " + option + "?")
                .orElse("");
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
