"""The Python client and openshift-python-wrapper: create, read, list, watch, patch, apply and delete."""

import threading

from kubernetes import client, config, dynamic, watch
from kubernetes.client.exceptions import ApiException
from ocp_resources.config_map import ConfigMap
from ocp_resources.namespace import Namespace

NS = "python"
DEFINITION = {
    "apiVersion": "apiextensions.k8s.io/v1",
    "kind": "CustomResourceDefinition",
    "metadata": {"name": "pythons.clients.test"},
    "spec": {
        "group": "clients.test",
        "scope": "Namespaced",
        "names": {"plural": "pythons", "kind": "Python"},
        "versions": [
            {
                "name": "v1",
                "served": True,
                "storage": True,
                "schema": {
                    "openAPIV3Schema": {
                        "type": "object",
                        "properties": {"spec": {"type": "object", "properties": {"length": {"type": "integer"}}}},
                    }
                },
            }
        ],
    },
}


def typed():
    core, apps = client.CoreV1Api(), client.AppsV1Api()
    core.create_namespace({"metadata": {"name": NS}})
    seen = []

    def look():
        for event in watch.Watch().stream(core.list_namespaced_config_map, NS, timeout_seconds=5):
            seen.append((event["type"], event["object"].metadata.name))
            if event["type"] == "DELETED":
                return

    watcher = threading.Thread(target=look)
    watcher.start()
    core.create_namespaced_config_map(NS, {"metadata": {"name": "a"}, "data": {"k": "1"}})
    core.patch_namespaced_config_map("a", NS, {"data": {"k": "2"}})
    assert core.read_namespaced_config_map("a", NS).data == {"k": "2"}
    assert [one.metadata.name for one in core.list_namespaced_config_map(NS).items] == ["a"]
    core.delete_namespaced_config_map("a", NS)
    watcher.join()
    assert seen == [("ADDED", "a"), ("MODIFIED", "a"), ("DELETED", "a")], seen

    container = client.V1Container(name="main", image="example.test/x")
    template = client.V1PodTemplateSpec(
        metadata=client.V1ObjectMeta(labels={"app": "x"}), spec=client.V1PodSpec(containers=[container])
    )
    spec = client.V1DeploymentSpec(selector=client.V1LabelSelector(match_labels={"app": "x"}), template=template)
    apps.create_namespaced_deployment(NS, client.V1Deployment(metadata=client.V1ObjectMeta(name="d"), spec=spec))
    apps.patch_namespaced_deployment_scale("d", NS, {"spec": {"replicas": 3}})
    assert apps.read_namespaced_deployment("d", NS).spec.replicas == 3


def untyped():
    api = dynamic.DynamicClient(client.ApiClient())
    api.resources.get(api_version="apiextensions.k8s.io/v1", kind="CustomResourceDefinition").create(DEFINITION)
    pythons = api.resources.get(api_version="clients.test/v1", kind="Python")
    body = {"apiVersion": "clients.test/v1", "kind": "Python", "metadata": {"name": "long"}, "spec": {"length": 3}}
    pythons.server_side_apply(body=body, name="long", namespace=NS, field_manager="one")
    body["spec"]["length"] = 4
    try:
        pythons.server_side_apply(body=body, name="long", namespace=NS, field_manager="two")
        raise AssertionError("no conflict")
    except ApiException as e:
        assert e.status == 409, e
    pythons.server_side_apply(body=body, name="long", namespace=NS, field_manager="two", force_conflicts=True)
    assert pythons.get(name="long", namespace=NS).spec.length == 4
    pythons.delete(name="long", namespace=NS)
    assert pythons.get(namespace=NS).items == []


def wrapped():
    api = dynamic.DynamicClient(client.ApiClient())
    with Namespace(client=api, name="wrapped") as namespace:
        namespace.wait_for_status(Namespace.Status.ACTIVE, timeout=10)
        with ConfigMap(client=api, name="w", namespace="wrapped", data={"k": "v"}) as map_:
            assert map_.exists
            map_.update({"metadata": {"name": "w"}, "data": {"k": "w"}})
            assert map_.instance.data.k == "w"


config.load_kube_config()
typed()
untyped()
wrapped()
print("ok")
