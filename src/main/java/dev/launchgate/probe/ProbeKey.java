package dev.launchgate.probe;

/** Identity of a probe: equal requests of one namespace are one, and none is shared across namespaces. */
record ProbeKey(String namespace, ProbeRequest request) {}
