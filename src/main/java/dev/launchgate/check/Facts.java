package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Evidence;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known at the time of a pass, seen from one item. Reading an object notes that this checklist depends on it;
 * nothing here waits.
 */
public interface Facts {
    /** The time of day, for dates of evidence and certificates. */
    Instant now();

    /** Namespace of the checklist and of its target. */
    String namespace();

    Target target();

    /** The pod template that waits, or that runs when nothing waits; empty when the target does not exist. */
    Optional<PodTemplate> candidate();

    /** The pod template that serves while another one waits or rolls out; empty when the candidate itself does. */
    Optional<PodTemplate> running();

    /** Nothing was promoted before and no ReplicaSet of the target has pods. */
    boolean firstLaunch();

    /** What was promoted before, and when a revision was last returned to. */
    ReleaseHistory history();

    /** Link to how this item is fixed, if its spec has one. */
    Optional<String> runbook();

    /**
     * What this item showed in earlier passes, newest first. It comes from the status, so it is worth what the status is
     * worth: a check that rests on it says which candidate it was bound to.
     */
    List<Evidence> evidence();

    /** Longest time one probe of this item may take. */
    Duration timeout();

    /** An object of the checklist's namespace, or a cluster-scoped one. */
    default Lookup object(ResourceKind kind, String name) {
        return object(kind, namespace(), name);
    }

    /** An object of another namespace: unreadable unless the administrator shares that namespace. */
    Lookup object(ResourceKind kind, String namespace, String name);

    /** Objects of a namespace that carry all of the labels; all of them if there are none. */
    Lookup.Listing objects(ResourceKind kind, String namespace, Map<String, String> labels);

    /**
     * The kind of this name, whose objects {@link #object} and {@link #objects} then read whole; one without namespace only
     * if the administrator opened it.
     */
    Lookup.KindAnswer kind(String apiVersion, String kind);

    /** The latest answer to a probe that {@link Check#plan} declared. */
    Measurement answer(ProbeRequest request);

    /** Where Argo CD is and how it marks what it manages, as far as the administrator says. */
    ArgoCd argoCd();

    /** Whether the administrator names a server of this system for all checklists. */
    boolean administers(MonitoringSystem system);
}
