package dev.ocpv.testkit.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operator's webhook refuses in a HyperConverged whose schema allows it: one field, or two that contradict. */
final class HyperConvergedFields {

    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final String ENABLE = "dataimportcrontemplate.kubevirt.io/enable";
    private static final List<String> TLS_VERSIONS =
            List.of("VersionTLS10", "VersionTLS11", "VersionTLS12", "VersionTLS13");
    private static final List<String> HTTP2_CIPHERS =
            List.of("ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256");

    private final Map<String, Object> object;
    private final String certificates;
    private final boolean asksForCustom;

    /**
     * @param object what is written, as v1beta1 would have it
     * @param certificates the path of certConfig in the version that was sent
     * @param asksForCustom whether a TLS profile of the type Custom needs its field: since 4.22
     */
    HyperConvergedFields(Map<String, Object> object, String certificates, boolean asksForCustom) {
        this.object = object;
        this.certificates = certificates;
        this.asksForCustom = asksForCustom;
    }

    /**
     * {@return the first thing that the webhook does not take}
     *
     * @throws IllegalArgumentException when a duration is none, so that the webhook cannot read the object
     */
    Optional<String> problem() {
        return certificates().or(this::templates).or(this::tlsProfile).or(this::mediatedDevices);
    }

    private Optional<String> certificates() {
        return Stream.of("ca.duration", "ca.renewBefore", "server.duration", "server.renewBefore")
                .filter(path -> duration(path).compareTo(SHORTEST) < 0)
                .map(path -> certificates + "." + path + ": value is too small")
                .findFirst()
                .or(() -> smaller("ca.duration", "ca.renewBefore", ".ca: duration is smaller than renewBefore"))
                .or(() -> smaller(
                        "server.duration", "server.renewBefore", ".server: duration is smaller than renewBefore"))
                .or(() -> smaller("ca.duration", "server.duration", ": ca.duration is smaller than server.duration"));
    }

    private Optional<String> smaller(String path, String other, String problem) {
        return duration(path).compareTo(duration(other)) < 0 ? Optional.of(certificates + problem) : Optional.empty();
    }

    private Duration duration(String path) {
        return Trees.at(object, "spec.certConfig." + path)
                .map(text -> GoDuration.parse(text.toString()))
                .orElse(Duration.ZERO);
    }

    private Optional<String> templates() {
        for (var template : Trees.listAt(object, "spec.dataImportCronTemplates")) {
            var enable = Optional.ofNullable(
                            Trees.mapAt(template, "metadata.annotations").get(ENABLE))
                    .map(value -> value.toString().toLowerCase(Locale.ROOT));
            if (enable.isPresent() && !List.of("true", "false").contains(enable.get())) {
                return Optional.of("the " + ENABLE
                        + " annotation of a dataImportCronTemplate must be either \"true\" or \"false\"");
            }
            if (!enable.equals(Optional.of("false"))
                    && Trees.at(template, "spec").isEmpty()) {
                return Optional.of("dataImportCronTemplate spec is empty for an enabled DataImportCronTemplate");
            }
        }
        return Optional.empty();
    }

    private Optional<String> tlsProfile() {
        var profile = Trees.mapAt(object, "spec.tlsSecurityProfile");
        if (Trees.at(profile, "custom").isEmpty()) {
            return asksForCustom && Trees.textAt(profile, "type").equals("Custom")
                    ? Optional.of("missing required field spec.tlsSecurityProfile.custom when type is Custom")
                    : Optional.empty();
        }
        var oldest = Trees.textAt(profile, "custom.minTLSVersion");
        if (!TLS_VERSIONS.contains(oldest)) {
            return Optional.of("invalid value for spec.tlsSecurityProfile.custom.minTLSVersion");
        }
        var ciphers = names(profile, "custom.ciphers");
        if (!oldest.equals("VersionTLS13")) {
            return ciphers.stream().anyMatch(HTTP2_CIPHERS::contains)
                    ? Optional.empty()
                    : Optional.of(
                            "http2: TLSConfig.CipherSuites is missing an HTTP/2-required AES_128_GCM_SHA256 cipher"
                                    + " (need at least one of " + String.join(" or ", HTTP2_CIPHERS) + ")");
        }
        return ciphers.isEmpty()
                ? Optional.empty()
                : Optional.of("custom ciphers cannot be selected when minTLSVersion is VersionTLS13");
    }

    private Optional<String> mediatedDevices() {
        var configuration = Trees.mapAt(object, "spec.mediatedDevicesConfiguration");
        return Stream.concat(Stream.of(configuration), Trees.listAt(configuration, "nodeMediatedDeviceTypes").stream())
                        .anyMatch(HyperConvergedFields::contradictsItself)
                ? Optional.of("mediatedDevicesTypes is deprecated, please use mediatedDeviceTypes instead")
                : Optional.empty();
    }

    private static boolean contradictsItself(Map<String, Object> types) {
        var old = names(types, "mediatedDevicesTypes");
        var now = names(types, "mediatedDeviceTypes");
        return !old.isEmpty() && !now.isEmpty() && !Objects.equals(old, now);
    }

    private static List<?> names(Map<String, Object> tree, String path) {
        return Trees.at(tree, path).orElseGet(List::of) instanceof List<?> list ? list : List.of();
    }
}
