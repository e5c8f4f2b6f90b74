package dev.launchgate.check;

import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeAnswer.SecretSeen;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A report job and an init script as a real API server stores them. Now is 2026-11-20T10:00:00Z. */
final class JobWorld {
    static final String V1 = "registry.example.com/ml/scoring:v1";
    static final String V2 = "registry.example.com/ml/scoring:v2";
    static final SecretLook SMTP = new SecretLook("smtp");

    private static final String TEMPLATE = """
            metadata: {}
            spec:
              serviceAccountName: reports
              containers:
              - name: app
                image: %s
                env:
                - {name: PASSWORD, valueFrom: {secretKeyRef: {name: smtp, key: password}}}
              - {name: proxy, image: 'envoy:1'}
            """;

    private JobWorld() {}

    /** The candidate is v2; everything that the job refers to is there. */
    static FakeFacts world() {
        return new FakeFacts()
                .candidate(
                        "spec: {containers: [{name: app, image: '%s'}, {name: proxy, image: 'envoy:1'}]}".formatted(V2))
                .with(ResourceKind.SERVICE_ACCOUNT, "metadata: {name: reports, namespace: ml}")
                .answer(SMTP, new SecretSeen(Set.of("password"), Map.of(), Map.of(), List.of(), List.of()));
    }

    /** @param more further lines of the spec, such as {@code suspend: true} */
    static String cronJob(String more) {
        return """
                metadata: {name: ml-reports, namespace: ml, uid: cron-1}
                spec:
                  schedule: "0 3 * * *"
                  %s
                  jobTemplate:
                    spec:
                      template:
                %s
                """.formatted(more, TEMPLATE.formatted(V2).indent(8));
    }

    /** A run of the CronJob, as {@code kubectl create job --from} makes it. */
    static String run(String name, String image, String status) {
        return job(name, image, status)
                .replace("uid: job-1", "uid: job-1, ownerReferences: [{kind: CronJob, name: ml-reports, uid: cron-1}]");
    }

    static String job(String name, String image, String status) {
        return """
                metadata: {name: %s, namespace: ml, uid: job-1}
                spec:
                  template:
                %s
                status: %s
                """.formatted(name, TEMPLATE.formatted(image).indent(4), status);
    }

    static String complete(String at) {
        return """
                {startTime: '2026-11-01T00:00:00Z', completionTime: '%1$s', conditions: [\
                {type: SuccessCriteriaMet, status: 'True', lastTransitionTime: '%1$s', reason: CompletionsReached}, \
                {type: Complete, status: 'True', lastTransitionTime: '%1$s', reason: CompletionsReached}]}""".formatted(at);
    }

    static String failed(String at) {
        return """
                {startTime: '2026-11-01T00:00:00Z', conditions: [\
                {type: FailureTarget, status: 'True', lastTransitionTime: '%1$s', reason: BackoffLimitExceeded}, \
                {type: Failed, status: 'True', lastTransitionTime: '%1$s', reason: BackoffLimitExceeded}]}""".formatted(at);
    }

    static String running() {
        return "{startTime: '2026-11-20T09:59:00Z', active: 1}";
    }

    static Judgement judge(String params, Facts facts) {
        return Spec.judge(new JobCheck(), params, facts);
    }
}
