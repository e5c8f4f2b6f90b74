package dev.launchgate.cluster;

/**
 * A kind of object that Launchgate reads.
 *
 * @param group API group, empty for the core group
 * @param version served version that is read
 * @param kind as in {@code kind:}
 * @param plural as in URLs and RBAC rules
 * @param namespaced whether objects live in namespaces
 * @param extent how much of each object is kept
 */
public record ResourceKind(
        String group, String version, String kind, String plural, boolean namespaced, Extent extent) {
    public static final ResourceKind LAUNCH_CHECKLIST =
            of("launchgate.dev", "v1alpha1", "LaunchChecklist", "launchchecklists");
    public static final ResourceKind POSTMORTEM = of("launchgate.dev", "v1alpha1", "Postmortem", "postmortems");
    public static final ResourceKind DEPLOYMENT = of("apps", "v1", "Deployment", "deployments");
    public static final ResourceKind REPLICA_SET = of("apps", "v1", "ReplicaSet", "replicasets");
    public static final ResourceKind CRON_JOB = of("batch", "v1", "CronJob", "cronjobs");
    public static final ResourceKind JOB = of("batch", "v1", "Job", "jobs");
    public static final ResourceKind DAEMON_SET = of("apps", "v1", "DaemonSet", "daemonsets");
    public static final ResourceKind STATEFUL_SET = of("apps", "v1", "StatefulSet", "statefulsets");
    public static final ResourceKind POD = of("", "v1", "Pod", "pods");
    public static final ResourceKind NODE = new ResourceKind("", "v1", "Node", "nodes", false);
    public static final ResourceKind NAMESPACE = new ResourceKind("", "v1", "Namespace", "namespaces", false);
    public static final ResourceKind SERVICE = of("", "v1", "Service", "services");
    public static final ResourceKind CONFIG_MAP = of("", "v1", "ConfigMap", "configmaps");
    public static final ResourceKind PERSISTENT_VOLUME_CLAIM =
            of("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims");
    public static final ResourceKind POD_DISRUPTION_BUDGET =
            of("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets");
    public static final ResourceKind HORIZONTAL_POD_AUTOSCALER =
            of("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers");
    public static final ResourceKind SCALED_OBJECT = of("keda.sh", "v1alpha1", "ScaledObject", "scaledobjects");
    public static final ResourceKind SERVICE_ACCOUNT = of("", "v1", "ServiceAccount", "serviceaccounts");
    public static final ResourceKind SECRET_PROVIDER_CLASS =
            of("secrets-store.csi.x-k8s.io", "v1", "SecretProviderClass", "secretproviderclasses");
    public static final ResourceKind ENDPOINT_SLICE = of("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices");
    public static final ResourceKind INGRESS = of("networking.k8s.io", "v1", "Ingress", "ingresses");
    public static final ResourceKind INGRESS_CLASS =
            new ResourceKind("networking.k8s.io", "v1", "IngressClass", "ingressclasses", false);
    public static final ResourceKind GATEWAY = of("gateway.networking.k8s.io", "v1", "Gateway", "gateways");
    public static final ResourceKind GATEWAY_CLASS =
            new ResourceKind("gateway.networking.k8s.io", "v1", "GatewayClass", "gatewayclasses", false);
    public static final ResourceKind HTTP_ROUTE = of("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes");
    public static final ResourceKind ROLLOUT = of("argoproj.io", "v1alpha1", "Rollout", "rollouts");
    public static final ResourceKind ANALYSIS_TEMPLATE =
            of("argoproj.io", "v1alpha1", "AnalysisTemplate", "analysistemplates");
    public static final ResourceKind CLUSTER_ANALYSIS_TEMPLATE =
            new ResourceKind("argoproj.io", "v1alpha1", "ClusterAnalysisTemplate", "clusteranalysistemplates", false);
    public static final ResourceKind APPLICATION = of("argoproj.io", "v1alpha1", "Application", "applications");
    public static final ResourceKind KUSTOMIZATION =
            of("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations");
    public static final ResourceKind HELM_RELEASE = of("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "helmreleases");
    public static final ResourceKind FLAGGER_CANARY = of("flagger.app", "v1beta1", "Canary", "canaries");
    public static final ResourceKind METRIC_TEMPLATE =
            of("flagger.app", "v1beta1", "MetricTemplate", "metrictemplates");
    public static final ResourceKind VIRTUAL_SERVICE =
            of("networking.istio.io", "v1", "VirtualService", "virtualservices");
    public static final ResourceKind DESTINATION_RULE =
            of("networking.istio.io", "v1", "DestinationRule", "destinationrules");
    public static final ResourceKind CERTIFICATE = of("cert-manager.io", "v1", "Certificate", "certificates");
    public static final ResourceKind SERVICE_MONITOR =
            of("monitoring.coreos.com", "v1", "ServiceMonitor", "servicemonitors");
    public static final ResourceKind POD_MONITOR = of("monitoring.coreos.com", "v1", "PodMonitor", "podmonitors");
    public static final ResourceKind PROMETHEUS_RULE =
            of("monitoring.coreos.com", "v1", "PrometheusRule", "prometheusrules");
    public static final ResourceKind PROMETHEUS = of("monitoring.coreos.com", "v1", "Prometheus", "prometheuses");
    public static final ResourceKind GRAFANA_DASHBOARD =
            of("grafana.integreatly.org", "v1beta1", "GrafanaDashboard", "grafanadashboards");

    /** A kind of which what the built-in checks read is kept. */
    public ResourceKind(String group, String version, String kind, String plural, boolean namespaced) {
        this(group, version, kind, plural, namespaced, Extent.Read);
    }

    private static ResourceKind of(String group, String version, String kind, String plural) {
        return new ResourceKind(group, version, kind, plural, true);
    }

    /** {@code group/version}, or the version alone for the core group. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The same kind, with objects kept whole. */
    public ResourceKind whole() {
        return new ResourceKind(group, version, kind, plural, namespaced, Extent.Whole);
    }

    /** {@code plural.group} as {@code kubectl} names it. */
    public String qualifiedPlural() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** How much of each object is kept. */
    public enum Extent {
        /** What the built-in checks read. */
        Read,
        /** All that a person wrote and a controller answered. */
        Whole
    }
}
