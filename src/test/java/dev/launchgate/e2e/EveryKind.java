package dev.launchgate.e2e;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One item of each kind, as a member of {@code spec.items} needs it. What they measure is absent, or a closed port of this machine. */
public final class EveryKind {
    private static final Map<String, String> MEMBERS = new TreeMap<>(Map.ofEntries(
            Map.entry("alerts", "{rules: {names: [Down]}, prometheus: {url: 'https://127.0.0.1:9'}, routing: Skip}"),
            Map.entry("canary", "{strategy: {httpRoute: {name: web, canaryService: web-canary}}, analysis: Optional}"),
            Map.entry("config", "{references: Exists, settings: [{name: LOG_LEVEL, origin: Any}]}"),
            Map.entry("dashboard", "{source: {configMap: {name: board, key: web.json}}, covers: [Traffic]}"),
            Map.entry("dependency", "{target: {deployment: {name: orders}}, onFailure: Retries}"),
            Map.entry("dns", "{names: [web.example.com], resolvers: ['127.0.0.1:9']}"),
            Map.entry("document", "{source: {configMap: {name: docs, key: flow.mmd}}}"),
            Map.entry(
                    "goldenSignals",
                    "{prometheus: {url: 'https://127.0.0.1:9'}, latency: {query: a}, traffic: {query: b}, errors: {query: c}, saturation: {query: d}}"),
            Map.entry("http", "{url: 'https://127.0.0.1:9/'}"),
            Map.entry("job", "{workload: {cronJob: {name: reports}}}"),
            Map.entry("loadBalancer", "{identifier: {service: {name: web}}, rules: [{port: 80}]}"),
            Map.entry(
                    "loadTest",
                    "{report: {configMap: {name: load, key: report.json}}, bind: None, latency: {p95: 1s}}"),
            Map.entry("manual", "{steps: [ask]}"),
            Map.entry("metrics", "{prometheus: {url: 'https://127.0.0.1:9'}, query: up, min: '1'}"),
            Map.entry("monitoringAgent", "{agent: {daemonSet: {name: node-agent}}}"),
            Map.entry("resilience", "{minReplicas: 2}"),
            Map.entry("resource", "{apiVersion: v1, kind: ResourceQuota, name: team, expression: 'true'}"),
            Map.entry("rollback", "{steps: [revert the commit]}"),
            Map.entry("tcp", "{targets: ['127.0.0.1:9']}"),
            Map.entry("tls", "{host: web.example.com, port: 9, connectTo: {address: 127.0.0.1}}")));

    private EveryKind() {}

    /** Names of the kinds, in order. */
    public static List<String> kinds() {
        return List.copyOf(MEMBERS.keySet());
    }

    /** A flow sequence for {@code spec.items}: so many items of each of these kinds. */
    public static String items(List<String> kinds, int ofEach) {
        return kinds.stream()
                .flatMap(kind -> IntStream.range(0, ofEach)
                        .mapToObj(i -> "{name: %s-%d, phase: BeforeRelease, %s: %s}"
                                .formatted(kind.toLowerCase(java.util.Locale.ROOT), i, kind, MEMBERS.get(kind))))
                .collect(Collectors.joining(",\n    ", "[\n    ", "]"));
    }
}
