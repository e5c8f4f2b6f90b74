package dev.launchgate.check;

import dev.launchgate.cluster.ResourceKind;

/** A Deployment that can lose a pod, a node or a zone, in parts that tests replace one by one. */
final class ResilienceWorld {
    static final ResilienceCheck CHECK = new ResilienceCheck();
    static final String PASS = "Deployment ml-scoring: as expected";

    static final String SPREAD = """
            topologySpreadConstraints:
              - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: ml-scoring}}}
            """;

    static final String TEMPLATE = template(SPREAD);

    static final String STRATEGY =
            "strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}}";

    private ResilienceWorld() {}

    /** The template with further members of its spec. */
    static String template(String members) {
        return """
                metadata: {labels: {app: ml-scoring, tier: api}}
                spec:
                  containers:
                    - {name: app, ports: [{name: http, containerPort: 8080}], readinessProbe: {httpGet: {path: /ready}}}
                    - {name: log}
                """ + members.indent(2);
    }

    static FakeFacts world(String template, String deploymentSpec) {
        return new FakeFacts()
                .candidate(template)
                .with(ResourceKind.DEPLOYMENT, """
                        metadata: {name: ml-scoring, namespace: ml, uid: d-1, generation: 1}
                        spec: {selector: {matchLabels: {app: ml-scoring}}, %s}
                        """.formatted(deploymentSpec))
                .with(
                        ResourceKind.REPLICA_SET,
                        MonitoringAgentWorld.replicaSet("ml-scoring-1", "rs-1", "d-1", template));
    }

    /** Everything but the budget. */
    static FakeFacts unprotected(int replicas) {
        return world(TEMPLATE, "replicas: " + replicas + ", " + STRATEGY);
    }

    static FakeFacts sound() {
        return unprotected(3).with(ResourceKind.POD_DISRUPTION_BUDGET, budget("web", "maxUnavailable: 1"));
    }

    static String budget(String name, String limit) {
        return budget(name, limit, "selector: {matchLabels: {app: ml-scoring}}");
    }

    static String budget(String name, String limit, String selector) {
        return "metadata: {name: %s, namespace: ml}\nspec: {%s, %s}\n".formatted(name, selector, limit);
    }

    static String hpa(String name, String target, String members) {
        return "metadata: {name: %s, namespace: ml}\nspec: {scaleTargetRef: {%s}, %s}\n"
                .formatted(name, target, members);
    }

    static Judgement judge(String params, FakeFacts facts) {
        return Spec.judge(CHECK, params, facts);
    }
}
