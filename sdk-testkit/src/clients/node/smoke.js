// The JavaScript client: create, read, list, watch, patch, apply and delete.
import assert from 'node:assert';
import * as k8s from '@kubernetes/client-node';

const ns = 'node';
const config = new k8s.KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(k8s.CoreV1Api);
const objects = k8s.KubernetesObjectApi.makeApiClient(config);

await core.createNamespace({ body: { metadata: { name: ns } } });
const seen = [];
let finished;
const done = new Promise((resolve) => (finished = resolve));
const controller = await new k8s.Watch(config).watch(
  `/api/v1/namespaces/${ns}/configmaps`,
  {},
  (type, object) => {
    seen.push(`${type} ${object.metadata.name}`);
    if (type === 'DELETED') finished();
  },
  () => finished(),
);
await core.createNamespacedConfigMap({ namespace: ns, body: { metadata: { name: 'a' }, data: { k: '1' } } });
await core.patchNamespacedConfigMap(
  { namespace: ns, name: 'a', body: { data: { k: '2' } } },
  k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.StrategicMergePatch),
);
assert.equal((await core.readNamespacedConfigMap({ namespace: ns, name: 'a' })).data.k, '2');
assert.equal((await core.listNamespacedConfigMap({ namespace: ns })).items.length, 1);
await core.deleteNamespacedConfigMap({ namespace: ns, name: 'a' });
await done;
controller.abort();
assert.deepEqual(seen, ['ADDED a', 'MODIFIED a', 'DELETED a']);

const apply = (manager, value, force) =>
  objects.patch(
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: ns }, data: { k: value } },
    undefined,
    undefined,
    manager,
    force,
    k8s.PatchStrategy.ServerSideApply,
  );
await apply('one', '1');
await assert.rejects(apply('two', '2'), (e) => e.code === 409);
await apply('two', '2', true);
assert.equal((await objects.read({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: ns } })).data.k, '2');

await objects.create({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'nodules.clients.test' },
  spec: {
    group: 'clients.test',
    scope: 'Namespaced',
    names: { plural: 'nodules', kind: 'Nodule' },
    versions: [
      { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } } },
    ],
  },
});
const nodule = { apiVersion: 'clients.test/v1', kind: 'Nodule', metadata: { name: 'n', namespace: ns }, spec: { size: 1 } };
await objects.create(nodule);
assert.equal((await objects.list('clients.test/v1', 'Nodule', ns)).items.length, 1);
await objects.delete(nodule);
console.log('ok');
process.exit(0);
