package dev.launchgate.sandbox;

/** Manifests of tests. */
final class Samples {
    static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: ml}
            spec:
              selector: {app: web}
              ports: [{name: http, port: 80, targetPort: http}]
            """;
    static final String DAEMON_SET = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: agent, namespace: ml}
            spec:
              selector: {matchLabels: {app: agent}}
              template:
                metadata: {labels: {app: agent}}
                spec: {containers: [{name: agent, image: "example.com/agent:1"}]}
            """;

    private Samples() {}

    /**
     * A Deployment of two pods.
     *
     * @param spec a member of its spec, may be empty
     * @param podSpec a member of its pods' spec, may be empty
     */
    static String deployment(String name, String spec, String podSpec) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: ml}
                spec:
                  replicas: 2
                  %s
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      %s
                      containers:
                        - {name: app, image: "example.com/app:1", ports: [{name: http, containerPort: 8080}]}
                """.formatted(name, spec, name, name, podSpec);
    }
}
