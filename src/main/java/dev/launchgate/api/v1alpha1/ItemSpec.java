package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line of a checklist: common fields and exactly one kind member. */
@ValidationRule(
        value =
                "[has(self.document), has(self.loadTest), has(self.dns), has(self.loadBalancer), has(self.tls), has(self.http), has(self.tcp), has(self.monitoringAgent), has(self.metrics), has(self.goldenSignals), has(self.dashboard), has(self.alerts), has(self.resilience), has(self.dependency), has(self.config), has(self.job), has(self.manual), has(self.canary), has(self.rollback), has(self.resource)].exists_one(x, x)",
        message = ItemSpec.ONE_KIND)
@ValidationRule(
        value =
                "!has(self.interval) || (duration(self.interval) >= duration('5s') && duration(self.interval) <= duration('24h'))",
        message = "interval must be from 5s to 24h",
        fieldPath = ".interval")
@ValidationRule(
        value =
                "!has(self.timeout) || (duration(self.timeout) >= duration('100ms') && duration(self.timeout) <= duration('60s'))",
        message = "timeout must be from 100ms to 60s",
        fieldPath = ".timeout")
@ValidationRule(
        value =
                "!(has(self.phase) && self.phase == 'BeforeRelease' && has(self.metrics) && self.metrics.query.contains('${podTemplateHash}'))",
        message = "metrics.query: " + MetricsParams.NO_PODS_YET,
        fieldPath = ".phase")
@ValidationRule(
        value =
                "!(has(self.phase) && self.phase == 'BeforeRelease' && has(self.goldenSignals) && ((has(self.goldenSignals.latency) && has(self.goldenSignals.latency.query) && self.goldenSignals.latency.query.contains('${podTemplateHash}')) || (has(self.goldenSignals.traffic) && has(self.goldenSignals.traffic.query) && self.goldenSignals.traffic.query.contains('${podTemplateHash}')) || (has(self.goldenSignals.errors) && has(self.goldenSignals.errors.query) && self.goldenSignals.errors.query.contains('${podTemplateHash}')) || (has(self.goldenSignals.saturation) && has(self.goldenSignals.saturation.query) && self.goldenSignals.saturation.query.contains('${podTemplateHash}'))))",
        message = "goldenSignals: " + MetricsParams.NO_PODS_YET,
        fieldPath = ".phase")
public record ItemSpec(
        @JsonPropertyDescription("Unique name of this line, a DNS label; appears in messages and events.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern(Patterns.LABEL)
        String name,

        @JsonPropertyDescription("One sentence for people.") @Size(max = 200) @Pattern(Patterns.PLAIN_TEXT) @Nullable
        String title,

        @JsonPropertyDescription("Section of the launch checklist; left out, the kind's own.") @Nullable
        Section section,

        @JsonPropertyDescription("Blocking: holds the gate until it passes. Advisory: shown, never holds.")
        @Default("Blocking")
        Severity severity,

        @JsonPropertyDescription(
                "BeforeRelease: judged while the candidate is held. AfterRelease: needs its pods, judged while it rolls"
                        + " out. Left out, the kind's own.")
        @Nullable
        Phase phase,

        @JsonPropertyDescription("Who fixes it.") @Size(max = 100) @Pattern(Patterns.PLAIN_TEXT) @Nullable
        String owner,

        @JsonPropertyDescription("https link to how it is fixed.")
        @Size(max = 2048)
        @Pattern(Patterns.HTTPS_LINK)
        @Nullable
        String runbook,

        @JsonPropertyDescription("How often it is measured; overrides the checklist's.")
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String interval,

        @JsonPropertyDescription("Longest time one measurement may take; overrides the checklist's.")
        @Size(max = 16)
        @Pattern(Patterns.DURATION)
        @Nullable
        String timeout,

        @JsonPropertyDescription("DNS records answer, with the expected values, on every resolver that matters.")
        @Nullable
        DnsParams dns,

        @JsonPropertyDescription(
                "A Service, Ingress, Gateway or HTTPRoute carries the rule, has an address and ready backends.")
        @Nullable
        LoadBalancerParams loadBalancer,

        @JsonPropertyDescription("The certificate that is really served covers the name and lasts long enough.")
        @Nullable
        TlsParams tls,

        @JsonPropertyDescription("An endpoint answers as it should.") @Nullable
        HttpParams http,

        @JsonPropertyDescription("A port is reachable from the operator's network (firewall rule open).") @Nullable
        TcpParams tcp,

        @JsonPropertyDescription("The monitoring agent runs where the application runs.") @Nullable
        MonitoringAgentParams monitoringAgent,

        @JsonPropertyDescription("A human step is written down and somebody has vouched for it, recently.") @Nullable
        ManualParams manual,

        @JsonPropertyDescription("A canary is configured: small first step, analysis, a way back.") @Nullable
        CanaryParams canary,

        @JsonPropertyDescription(
                "A document, such as an architecture diagram, exists, is what it claims to be, and was reviewed lately.")
        @Nullable
        DocumentParams document,

        @JsonPropertyDescription(
                "A load test report exists, is fresh, was made for this image, and stays within its bounds.")
        @Nullable
        LoadTestParams loadTest,

        @JsonPropertyDescription("A PromQL query returns data within bounds.") @Nullable
        MetricsParams metrics,

        @JsonPropertyDescription("Latency, traffic, errors and saturation each have a query that returns data.")
        @Nullable
        GoldenSignalsParams goldenSignals,

        @JsonPropertyDescription("A dashboard exists and covers the golden signals.") @Nullable
        DashboardParams dashboard,

        @JsonPropertyDescription("The alert rules are loaded, healthy and routed.") @Nullable
        AlertsParams alerts,

        @JsonPropertyDescription("One pod, node or zone can go away without an outage.") @Nullable
        ResilienceParams resilience,

        @JsonPropertyDescription("Something that the application calls is redundant, or its failure is survived.")
        @Nullable
        DependencyParams dependency,

        @JsonPropertyDescription(
                "Every setting that the candidate refers to exists, is managed, and belongs to this environment.")
        @Nullable
        ConfigParams config,

        @JsonPropertyDescription("A script or report job is there, is able to run, and has worked.") @Nullable
        JobParams job,

        @JsonPropertyDescription("There is a way back: written down, possible, and rehearsed.") @Nullable
        RollbackParams rollback,

        @JsonPropertyDescription("Any Kubernetes object satisfies a CEL expression.") @Nullable
        ResourceParams resource,

        @JsonIgnore @Nullable Defect defect) {

    /** What is said of an item without a kind, or with several. */
    public static final String ONE_KIND =
            "exactly one of document, loadTest, dns, loadBalancer, tls, http, tcp, monitoringAgent, metrics, goldenSignals, dashboard, alerts, resilience, dependency, config, job, manual, canary, rollback, resource must be set";

    public ItemSpec {
        name = name == null ? "" : name;
        severity = severity == null ? Severity.Blocking : severity;
    }

    /** The kind members that are set, in schema order; valid items have exactly one. The only place that maps members. */
    public List<CheckParams> selected() {
        return Stream.<CheckParams>of(
                        document,
                        loadTest,
                        dns,
                        loadBalancer,
                        tls,
                        http,
                        tcp,
                        monitoringAgent,
                        metrics,
                        goldenSignals,
                        dashboard,
                        alerts,
                        resilience,
                        dependency,
                        config,
                        job,
                        manual,
                        canary,
                        rollback,
                        resource)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The same item under another name. */
    public ItemSpec named(String other) {
        return named(other, severity);
    }

    /** An item that says no more than its name. */
    public static ItemSpec bare(String name) {
        return undecodable(name, null);
    }

    /** The same item under another name, and as weighty as this. */
    public ItemSpec named(String other, Severity weight) {
        return new ItemSpec(
                other,
                title,
                section,
                weight,
                phase,
                owner,
                runbook,
                interval,
                timeout,
                dns,
                loadBalancer,
                tls,
                http,
                tcp,
                monitoringAgent,
                manual,
                canary,
                document,
                loadTest,
                metrics,
                goldenSignals,
                dashboard,
                alerts,
                resilience,
                dependency,
                config,
                job,
                rollback,
                resource,
                defect);
    }

    /** A stored item that this version cannot read; {@code defect} says where and why. */
    static ItemSpec undecodable(String name, @Nullable Defect defect) {
        return new ItemSpec(
                name, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, defect);
    }
}
