package dev.ocpv.testkit.server.builtin;

import dev.ocpv.testkit.server.cel.Ip;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the addresses of a Service must be like; these are looked at before any are handed out. */
final class ServiceIpRules {
    private ServiceIpRules() {}

    static void check(Part spec) {
        if (spec.at("type").is("ExternalName")) {
            return;
        }
        Part ips = spec.at("clusterIPs");
        List<Part> each = ips.items();
        String first = spec.at("clusterIP").text();
        if (!each.isEmpty() && first.isEmpty()) {
            ips.invalid("must be empty when `clusterIP` is not specified");
        } else if (!each.isEmpty() && !each.get(0).is(first)) {
            ips.invalid("first value must match `clusterIP`");
        }
        families(spec);
        spec.at("ipFamilyPolicy").optionalOneOf("PreferDualStack", "RequireDualStack", "SingleStack");
        if (addresses(ips, each)) {
            together(spec, ips, each);
        }
    }

    private static void families(Part spec) {
        Set<String> known = new HashSet<>();
        for (Part family : spec.at("ipFamilies").items()) {
            family.oneOf("IPv4", "IPv6");
            if (!known.add(family.text())) {
                family.duplicate();
            }
        }
    }

    private static boolean addresses(Part ips, List<Part> each) {
        boolean good = true;
        for (Part ip : each) {
            if (ip.is("None")) {
                if (each.size() > 1) {
                    good = false;
                    ips.invalid("'None' must be the first and only value");
                }
                continue;
            }
            List<String> problems = TextRules.ip(ip.text());
            ip.invalid(problems);
            good &= problems.isEmpty();
        }
        if (each.size() > 2) {
            ips.invalid("may only hold up to 2 values");
        }
        return good;
    }

    private static void together(Part spec, Part ips, List<Part> each) {
        List<Part> families = spec.at("ipFamilies").items();
        Set<Integer> kinds = new HashSet<>();
        for (int i = 0; i < each.size(); i++) {
            Ip address = Ip.parse(each.get(i).text()).orElse(null);
            if (address == null) {
                continue;
            }
            if (!kinds.add(address.bits())) {
                ips.invalid("may specify no more than one IP for each IP family");
            }
            String family = address.bits() == 32 ? "IPv4" : "IPv6";
            if (i < families.size() && !families.get(i).is(family)) {
                each.get(i)
                        .invalid("expected an " + families.get(i).text() + " value as indicated by `ipFamilies[" + i
                                + "]`");
            }
        }
    }

    static void update(Part spec, Part old) {
        List<Part> now = spec.at("clusterIPs").items();
        List<Part> was = old.at("clusterIPs").items();
        if (!was.isEmpty() && (now.isEmpty() || !now.get(0).is(was.get(0).text()))) {
            spec.at("clusterIPs").as("spec.clusterIPs[0]").invalid("may not change once set");
        }
        List<Part> families = spec.at("ipFamilies").items();
        List<Part> oldFamilies = old.at("ipFamilies").items();
        if (!oldFamilies.isEmpty()
                && !families.isEmpty()
                && !families.get(0).is(oldFamilies.get(0).text())) {
            spec.at("ipFamilies").as("spec.ipFamilies[0]").invalid("may not change once set");
        }
    }
}
