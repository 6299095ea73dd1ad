/** What kube-controller-manager does for every cluster: collecting what nobody owns, and emptying namespaces. */
@NullMarked
package dev.ocpv.testkit.server.controller;

import org.jspecify.annotations.NullMarked;
