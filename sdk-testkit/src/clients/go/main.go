// The Go client, typed and dynamic: create, read, list, watch, patch, apply and delete.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	applycore "k8s.io/client-go/applyconfigurations/core/v1"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

const ns = "gopher"

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func that(right bool, text string) {
	if !right {
		panic(text)
	}
}

func typed(ctx context.Context, c kubernetes.Interface) {
	must(c.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: ns}}, metav1.CreateOptions{}))
	maps := c.CoreV1().ConfigMaps(ns)
	watcher := must(maps.Watch(ctx, metav1.ListOptions{}))
	must(maps.Create(ctx, &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: "a"}, Data: map[string]string{"k": "1"}}, metav1.CreateOptions{}))
	must(maps.Patch(ctx, "a", types.StrategicMergePatchType, []byte(`{"data":{"k":"2"}}`), metav1.PatchOptions{}))
	read := must(maps.Get(ctx, "a", metav1.GetOptions{}))
	that(read.Data["k"] == "2", "patched")
	read.Data["l"] = "3"
	must(maps.Update(ctx, read, metav1.UpdateOptions{}))
	that(len(must(maps.List(ctx, metav1.ListOptions{})).Items) == 1, "listed")
	check(maps.Delete(ctx, "a", metav1.DeleteOptions{}))
	for _, want := range []string{"ADDED", "MODIFIED", "MODIFIED", "DELETED"} {
		event := <-watcher.ResultChan()
		that(string(event.Type) == want, fmt.Sprintf("%s, not %s", event.Type, want))
	}
	watcher.Stop()

	one := applycore.ConfigMap("b", ns).WithData(map[string]string{"k": "1"})
	must(maps.Apply(ctx, one, metav1.ApplyOptions{FieldManager: "one"}))
	two := applycore.ConfigMap("b", ns).WithData(map[string]string{"k": "2"})
	_, err := maps.Apply(ctx, two, metav1.ApplyOptions{FieldManager: "two"})
	that(errors.IsConflict(err), "conflict")
	must(maps.Apply(ctx, two, metav1.ApplyOptions{FieldManager: "two", Force: true}))

	labels := map[string]string{"app": "x"}
	deployment := &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: "d"},
		Spec: appsv1.DeploymentSpec{
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec:       corev1.PodSpec{Containers: []corev1.Container{{Name: "main", Image: "example.test/x"}}},
			},
		},
	}
	must(c.AppsV1().Deployments(ns).Create(ctx, deployment, metav1.CreateOptions{}))
	scale := must(c.AppsV1().Deployments(ns).GetScale(ctx, "d", metav1.GetOptions{}))
	scale.Spec.Replicas = 3
	must(c.AppsV1().Deployments(ns).UpdateScale(ctx, "d", scale, metav1.UpdateOptions{}))

	factory := informers.NewSharedInformerFactoryWithOptions(c, 0, informers.WithNamespace(ns))
	lister := factory.Core().V1().ConfigMaps().Lister()
	factory.Start(ctx.Done())
	for kind, synced := range factory.WaitForCacheSync(ctx.Done()) {
		that(synced, kind.String())
	}
	that(must(lister.ConfigMaps(ns).Get("b")).Data["k"] == "2", "informed")
}

func untyped(ctx context.Context, c dynamic.Interface) {
	definitions := c.Resource(schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"})
	must(definitions.Create(ctx, &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
		"metadata": map[string]any{"name": "gophers.clients.test"},
		"spec": map[string]any{
			"group": "clients.test", "scope": "Namespaced",
			"names": map[string]any{"plural": "gophers", "kind": "Gopher"},
			"versions": []any{map[string]any{
				"name": "v1", "served": true, "storage": true,
				"schema": map[string]any{"openAPIV3Schema": map[string]any{"type": "object", "x-kubernetes-preserve-unknown-fields": true}},
			}},
		},
	}}, metav1.CreateOptions{}))
	gophers := c.Resource(schema.GroupVersionResource{Group: "clients.test", Version: "v1", Resource: "gophers"}).Namespace(ns)
	watcher := must(gophers.Watch(ctx, metav1.ListOptions{}))
	gopher := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "clients.test/v1", "kind": "Gopher",
		"metadata": map[string]any{"name": "g"}, "spec": map[string]any{"holes": int64(3)},
	}}
	must(gophers.Apply(ctx, "g", gopher, metav1.ApplyOptions{FieldManager: "one"}))
	holes, _, err := unstructured.NestedInt64(must(gophers.Get(ctx, "g", metav1.GetOptions{})).Object, "spec", "holes")
	check(err)
	that(holes == 3, "applied")
	that((<-watcher.ResultChan()).Type == "ADDED", "watched")
	check(gophers.DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{}))
}

func main() {
	config := must(clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG")))
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	typed(ctx, kubernetes.NewForConfigOrDie(config))
	untyped(ctx, dynamic.NewForConfigOrDie(config))
	fmt.Println("ok")
}
