package dev.ocpv.testkit.server.builtin;

import java.util.HashSet;
import java.util.Set;

/** Where a container may see volumes. */
final class MountRules {
    private MountRules() {}

    static void check(Part container, Set<String> volumes, Part all) {
        Set<String> devices = new HashSet<>();
        Set<String> devicePaths = new HashSet<>();
        for (Part device : container.at("volumeDevices").items()) {
            devices.add(device.at("name").text());
            devicePaths.add(device.at("devicePath").text());
        }
        Set<String> paths = new HashSet<>();
        boolean privileged = container.at("securityContext", "privileged").isTrue();
        for (Part mount : container.at("volumeMounts").items()) {
            mount(mount, volumes, paths);
            if (devices.contains(mount.at("name").text())) {
                mount.at("name").invalid("must not already exist in volumeDevices");
            }
            if (devicePaths.contains(mount.at("mountPath").text())) {
                mount.at("mountPath").invalid("must not already exist as a path in volumeDevices");
            }
            below(mount, container.at("volumeMounts"), privileged);
        }
        devices(container, volumes, all);
    }

    private static void mount(Part mount, Set<String> volumes, Set<String> paths) {
        Part name = mount.at("name");
        name.present();
        if (!volumes.contains(name.text())) {
            name.notFound();
        }
        mount.at("mountPath").present();
        if (!paths.add(mount.at("mountPath").text())) {
            mount.at("mountPath").invalid("must be unique");
        }
    }

    private static void below(Part mount, Part mounts, boolean privileged) {
        Part sub = mount.at("subPath");
        if (!sub.isZero()) {
            sub.as(mounts.at("subPath").path()).invalid(TextRules.descending(sub.text()));
        }
        Part expression = mount.at("subPathExpr");
        if (!expression.isZero()) {
            if (!sub.isZero()) {
                expression.invalid("subPathExpr and subPath are mutually exclusive");
            }
            expression.as(mounts.at("subPathExpr").path()).invalid(TextRules.descending(expression.text()));
        }
        Part propagation =
                mount.at("mountPropagation").as(mounts.at("mountPropagation").path());
        if (propagation.isSet()) {
            propagation.oneOf("Bidirectional", "HostToContainer", "None");
            if (propagation.is("Bidirectional") && !privileged) {
                propagation.forbidden("Bidirectional mount propagation is available only to privileged containers");
            }
        }
        recursive(mount, mounts);
    }

    private static void recursive(Part mount, Part mounts) {
        Part mode =
                mount.at("recursiveReadOnly").as(mounts.at("recursiveReadOnly").path());
        if (!mode.isSet() || mode.is("Disabled")) {
            return;
        }
        if (!mode.is("Enabled", "IfPossible")) {
            mode.notSupported("Disabled", "Enabled", "IfPossible");
            return;
        }
        if (!mount.at("readOnly").isTrue()) {
            mode.forbidden("may only be specified when readOnly is true");
        }
        if (!mount.at("mountPropagation").is("", "None")) {
            mode.forbidden("may only be specified when mountPropagation is None or not specified");
        }
    }

    private static boolean isBlock(Part volumes, String name) {
        return volumes.items().stream()
                .filter(volume -> volume.at("name").is(name))
                .anyMatch(volume -> volume.at("persistentVolumeClaim").isSet()
                        || volume.at("ephemeral").isSet());
    }

    private static void devices(Part container, Set<String> volumes, Part all) {
        Set<String> names = new HashSet<>();
        Set<String> paths = new HashSet<>();
        Set<String> mounted = new HashSet<>();
        Set<String> mountPaths = new HashSet<>();
        for (Part mount : container.at("volumeMounts").items()) {
            mounted.add(mount.at("name").text());
            mountPaths.add(mount.at("mountPath").text());
        }
        for (Part device : container.at("volumeDevices").items()) {
            Part name = device.at("name");
            Part path = device.at("devicePath");
            name.present();
            if (!names.add(name.text())) {
                name.invalid("must be unique");
            }
            if (!volumes.contains(name.text())) {
                name.notFound();
            } else if (!isBlock(all, name.text())) {
                name.invalid("can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
            }
            path.present();
            if (paths.contains(path.text())) {
                path.invalid("must be unique");
            }
            if (!TextRules.noBacksteps(path.text()).isEmpty()) {
                path.invalid("can not contain backsteps ('..')");
            } else {
                paths.add(path.text());
            }
            if (mounted.contains(name.text())) {
                name.invalid("must not already exist in volumeMounts");
            }
            if (mountPaths.contains(path.text())) {
                path.invalid("must not already exist as a path in volumeMounts");
            }
        }
    }
}
