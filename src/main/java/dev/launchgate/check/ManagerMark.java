package dev.launchgate.check;

import dev.launchgate.cluster.ResourceKind;

/** A mark of configuration management on an object: a claim, which some managers' own objects can prove. */
sealed interface ManagerMark {
    /** For messages: who is said to manage the object. */
    String label();

    /**
     * Argo CD.
     *
     * @param namespace of the Application; empty where nobody says
     */
    record Application(String namespace, String name) implements ManagerMark {
        @Override
        public String label() {
            return "Application " + (namespace.isEmpty() ? "" : namespace + "/") + name;
        }
    }

    /**
     * Flux.
     *
     * @param kind Kustomization or HelmRelease
     */
    record Flux(ResourceKind kind, String namespace, String name) implements ManagerMark {
        @Override
        public String label() {
            return "%s %s/%s".formatted(kind.kind(), namespace, name);
        }
    }

    /** What cannot be looked at here: a Helm release, the owner of a Secret, a label. */
    record Claimed(String label) implements ManagerMark {}
}
