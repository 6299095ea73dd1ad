package dev.ocpv.testkit.server.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocpv.testkit.server.ApiServer;
import dev.ocpv.testkit.transport.InProcess;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GarbageCollectorTest {
    private final ApiServer server = ApiServer.builder().build();
    private final KubernetesClient client = InProcess.client(server);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void what_a_deleted_owner_owned_is_gone_with_all_that_it_owned_itself() {
        ConfigMap owner = create("owner");
        ConfigMap child = create("child", ownedBy(owner));
        create("grandchild", ownedBy(child));

        maps().withName("owner").delete();

        assertThat(names()).isEmpty();
    }

    @Test
    void what_has_another_owner_stays_and_forgets_the_one_that_is_gone() {
        ConfigMap first = create("first");
        ConfigMap second = create("second");
        create("child", ownedBy(first), ownedBy(second));

        maps().withName("first").delete();

        assertThat(ownersOf("child")).containsExactly("second");
    }

    @Test
    void orphans_stay_and_know_no_owner() {
        ConfigMap owner = create("owner");
        create("child", ownedBy(owner));

        delete("owner", DeletionPropagation.ORPHAN);

        assertThat(names()).containsExactly("child");
        assertThat(ownersOf("child")).isEmpty();
    }

    @Test
    void an_owner_deleted_in_the_foreground_waits_for_who_blocks_it() {
        ConfigMap owner = create("owner");
        held("child", blocking(owner));

        delete("owner", DeletionPropagation.FOREGROUND);
        var whileHeld = names();
        release("child");

        assertThat(whileHeld).containsExactly("child", "owner");
        assertThat(names()).isEmpty();
    }

    @Test
    void an_owner_deleted_in_the_foreground_does_not_wait_for_who_does_not_block_it() {
        ConfigMap owner = create("owner");
        held("child", ownedBy(owner));

        delete("owner", DeletionPropagation.FOREGROUND);

        assertThat(names()).containsExactly("child");
        assertThat(maps().withName("child").get().isMarkedForDeletion()).isTrue();
    }

    @Test
    void an_owner_no_longer_waits_for_who_has_found_another() {
        ConfigMap owner = create("owner");
        ConfigMap other = create("other");
        held("child", blocking(owner));
        delete("owner", DeletionPropagation.FOREGROUND);

        maps().withName("child")
                .edit(child -> new ConfigMapBuilder(child)
                        .editMetadata()
                        .withOwnerReferences(ownedBy(other))
                        .endMetadata()
                        .build());

        assertThat(names()).containsExactly("child", "other");
    }

    @Test
    void objects_that_own_each_other_do_not_wait_for_ever() {
        ConfigMap one = create("one");
        ConfigMap two = create("two", blocking(one));
        maps().withName("one")
                .edit(object -> new ConfigMapBuilder(object)
                        .editMetadata()
                        .withOwnerReferences(blocking(two))
                        .endMetadata()
                        .build());

        delete("one", DeletionPropagation.FOREGROUND);

        assertThat(names()).isEmpty();
    }

    @Test
    void an_owner_that_never_was_is_noticed_after_a_while() {
        OwnerReference nobody = new OwnerReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("nobody")
                .withUid("7b0a38a5-8d2c-4f6e-9d59-5f1b1a1d7f10")
                .build();
        create("child", nobody);

        var atFirst = names();
        server.clock().advance(Duration.ofMillis(2500));

        assertThat(atFirst).containsExactly("child");
        assertThat(names()).isEmpty();
    }

    @Test
    void an_object_of_the_same_name_but_another_uid_is_not_the_owner() {
        ConfigMap owner = create("owner");
        OwnerReference other = ownedBy(owner);
        other.setUid("7b0a38a5-8d2c-4f6e-9d59-5f1b1a1d7f10");
        create("child", other);

        server.clock().advance(Duration.ofMillis(2500));

        assertThat(names()).containsExactly("owner");
    }

    @Test
    void an_owner_in_another_namespace_is_none() {
        ConfigMap owner = create("owner");
        client.configMaps()
                .inNamespace("kube-public")
                .resource(map("child", ownedBy(owner)))
                .create();

        server.clock().advance(Duration.ofMillis(2500));

        assertThat(client.configMaps()
                        .inNamespace("kube-public")
                        .withName("child")
                        .get())
                .isNull();
    }

    @Test
    void an_owner_of_a_kind_that_the_server_does_not_know_is_taken_for_there() {
        OwnerReference unknown = new OwnerReferenceBuilder()
                .withApiVersion("example.org/v1")
                .withKind("Unknown")
                .withName("x")
                .withUid("7b0a38a5-8d2c-4f6e-9d59-5f1b1a1d7f10")
                .build();
        create("child", unknown);

        server.clock().advance(Duration.ofMinutes(1));

        assertThat(names()).containsExactly("child");
    }

    @Test
    void a_restored_state_is_collected_as_if_it_had_never_been_left() {
        ConfigMap owner = create("owner");
        create("child", ownedBy(owner));
        var before = server.snapshot();
        maps().withName("owner").delete();
        server.restore(before);

        maps().withName("owner").delete();

        assertThat(names()).isEmpty();
    }

    private NonNamespaceOperation<ConfigMap, ConfigMapList, Resource<ConfigMap>> maps() {
        return client.configMaps().inNamespace("default");
    }

    private ConfigMap create(String name, OwnerReference... owners) {
        return maps().resource(map(name, owners)).create();
    }

    private void held(String name, OwnerReference... owners) {
        ConfigMap map = map(name, owners);
        map.getMetadata().setFinalizers(List.of("test.ocpv.dev/hold"));
        maps().resource(map).create();
    }

    private void delete(String name, DeletionPropagation propagation) {
        maps().withName(name).withPropagationPolicy(propagation).delete();
        server.clock().advanceTo(server.busyUntil());
    }

    private void release(String name) {
        maps().withName(name)
                .edit(map -> new ConfigMapBuilder(map)
                        .editMetadata()
                        .withFinalizers(List.of())
                        .endMetadata()
                        .build());
    }

    private List<String> names() {
        return maps().list().getItems().stream()
                .map(map -> map.getMetadata().getName())
                .toList();
    }

    private Stream<String> ownersOf(String name) {
        return maps().withName(name).get().getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getName);
    }

    private static ConfigMap map(String name, OwnerReference... owners) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withOwnerReferences(owners)
                .endMetadata()
                .build();
    }

    private static OwnerReference ownedBy(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .build();
    }

    private static OwnerReference blocking(HasMetadata owner) {
        return new OwnerReferenceBuilder(ownedBy(owner))
                .withBlockOwnerDeletion(true)
                .build();
    }
}
