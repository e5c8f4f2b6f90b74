package dev.launchgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A monitoring agent: exactly one form. */
@ValidationRule(
        value =
                "[has(self.daemonSet), has(self.sidecar), has(self.exporter), has(self.serviceMonitor), has(self.podMonitor)].exists_one(x, x)",
        message = "exactly one of daemonSet, sidecar, exporter, serviceMonitor, podMonitor must be set")
public record Agent(
        @JsonPropertyDescription("A DaemonSet with a ready pod on the nodes in question.") @Nullable
        DaemonSetRef daemonSet,

        @JsonPropertyDescription("A container of the pod template.") @Nullable
        Sidecar sidecar,

        @JsonPropertyDescription("Exporters on machines outside the cluster.") @Nullable
        Exporter exporter,

        @JsonPropertyDescription("A ServiceMonitor of the Prometheus operator that selects the application.") @Nullable
        Monitor serviceMonitor,

        @JsonPropertyDescription("A PodMonitor of the Prometheus operator that selects the application.") @Nullable
        Monitor podMonitor) {

    /** A DaemonSet, in the checklist's namespace or in a shared one. */
    public record DaemonSetRef(
            @JsonPropertyDescription("Its namespace, if shared by the administrator; left out, the checklist's.")
            @Size(min = 1, max = 63)
            @Pattern(Patterns.LABEL)
            @Nullable
            String namespace,

            @JsonPropertyDescription("Name of the DaemonSet.")
            @Required
            @Size(min = 1, max = 253)
            @Pattern(Patterns.NAME)
            String name) {
        public DaemonSetRef {
            name = name == null ? "" : name;
        }
    }

    /** A container or restartable init container of the pod template. */
    public record Sidecar(
            @JsonPropertyDescription("Name of the container.")
            @Required
            @Size(min = 1, max = 63)
            @Pattern(Patterns.LABEL)
            String container,

            @JsonPropertyDescription(
                    "Annotation of the pod template by which an injector adds the container: annotated now, present in"
                            + " pods later.")
            @Size(min = 1, max = 316)
            @Pattern(Patterns.ANNOTATION)
            @Nullable
            String injectAnnotation) {
        public Sidecar {
            container = container == null ? "" : container;
        }
    }

    /** Exporters that are asked over HTTP. */
    public record Exporter(
            @JsonPropertyDescription("host:port of each exporter.") @Required @Size(min = 1, max = 20)
            List<@Size(min = 3, max = 262) @Pattern(Patterns.HOST_PORT) String> targets,

            @JsonPropertyDescription(
                    "Path of the metrics, read up to 64 KiB; a large exporter can be asked for less by a query.")
            @Default("/metrics")
            @Size(min = 1, max = 1024)
            @Pattern(Patterns.PATH_AND_QUERY)
            String path,

            @JsonPropertyDescription(
                    "Metric that must be exposed, by the name of its series, such as node_exporter_build_info.")
            @Required
            @Size(min = 1, max = 200)
            @Pattern(Patterns.METRIC)
            String metric) {
        public Exporter {
            targets = Lists.copy(targets);
            path = path == null ? "/metrics" : path;
            metric = metric == null ? "" : metric;
        }
    }

    /** A ServiceMonitor or PodMonitor, and optionally the Prometheus that must select it. */
    public record Monitor(
            @JsonPropertyDescription("Name of the monitor.") @Required @Size(min = 1, max = 253) @Pattern(Patterns.NAME)
            String name,

            @JsonPropertyDescription("The Prometheus object whose selectors must include the monitor.") @Nullable
            PrometheusRef selectedBy) {
        public Monitor {
            name = name == null ? "" : name;
        }
    }

    /** A Prometheus of the Prometheus operator, in the checklist's namespace or in a shared one. */
    public record PrometheusRef(
            @JsonPropertyDescription("Its namespace, if shared by the administrator; left out, the checklist's.")
            @Size(min = 1, max = 63)
            @Pattern(Patterns.LABEL)
            @Nullable
            String namespace,

            @JsonPropertyDescription("Name of the Prometheus.")
            @Required
            @Size(min = 1, max = 253)
            @Pattern(Patterns.NAME)
            String name) {
        public PrometheusRef {
            name = name == null ? "" : name;
        }
    }
}
