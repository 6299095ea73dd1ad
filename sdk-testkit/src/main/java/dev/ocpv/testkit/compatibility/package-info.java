/** Replays what a real kube-apiserver answered against any server, and compares. */
@NullMarked
package dev.ocpv.testkit.compatibility;

import org.jspecify.annotations.NullMarked;
