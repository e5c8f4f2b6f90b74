package dev.launchgate.postmortem;

import dev.launchgate.api.v1alpha1.Postmortem;
import dev.launchgate.api.v1alpha1.PostmortemSpec;
import dev.launchgate.check.CheckRegistry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;

/** Postmortems for tests, as the operator's client reads them. */
final class Postmortems {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    /** Says everything, and nothing that is wrong. */
    static final String WHOLE = """
            title: Beta users could not sign in after the launch of ml-scoring
            checklists: [{name: ml-scoring}]
            severity: Low
            state: Final
            authors: [ana, bo]
            impact:
              summary: Sign-in failed.
              usersAffected: 12 beta users
              startedAt: 2026-11-20T20:00:00Z
              detectedAt: 2026-11-20T20:10:00Z
              mitigatedAt: 2026-11-20T20:42:00Z
              resolvedAt: 2026-11-20T21:00:00Z
            detection: A user called.
            trigger: Off-hours deployment of revision v1.0.0
            rootCause: The connection string was not in the configuration management tool.
            causes: [Nobody compared the environments.]
            mitigation: [{step: Set DATABASE_URL, result: Sign-in works, at: 2026-11-20T20:42:00Z}]
            prevention:
            - {name: db-url-managed, owner: ml-team, dueDate: 2026-12-04, blocksLaunch: true, tracker: https://t.example.com/1}
            timeline: [{at: 2026-11-20T20:00:00Z, event: v1.0.0 goes live, source: Cluster}]
            lessons: {wentWell: [The way back worked.]}
            review: {meetingAt: 2026-11-25T10:00:00Z, attendees: [ana], notes: none}
            links: [https://chat.example.com/1]
            notes: nothing else
            attachments:
            - {name: errors, prometheus: {query: up, start: 2026-11-20T20:00:00Z, end: 2026-11-20T21:00:00Z, step: 30s}}
            """;

    private Postmortems() {}

    static PostmortemSpec spec(String yaml) {
        return read(yaml).getSpec();
    }

    /** @param yaml the spec */
    static Postmortem read(String yaml) {
        return Serialization.unmarshal("""
                apiVersion: launchgate.dev/v1alpha1
                kind: Postmortem
                metadata: {name: lost-url, namespace: ml, uid: pm-uid, generation: 1}
                spec:
                %s""".formatted(yaml.indent(2)), Postmortem.class);
    }

    static PostmortemPlan plan(String yaml) {
        return new PostmortemPlanner(CheckRegistry.standard()).plan(spec(yaml), "lost-url", NOW);
    }
}
