package dev.launchgate.api.v1alpha1;

/** Parameters of one item kind: the value of one kind member of {@link ItemSpec}. */
public sealed interface CheckParams
        permits DnsParams,
                LoadBalancerParams,
                TlsParams,
                HttpParams,
                TcpParams,
                MonitoringAgentParams,
                ManualParams,
                CanaryParams,
                DocumentParams,
                LoadTestParams,
                MetricsParams,
                GoldenSignalsParams,
                DashboardParams,
                AlertsParams,
                ResilienceParams,
                DependencyParams,
                ConfigParams,
                JobParams,
                RollbackParams,
                ResourceParams {

    /** Name of the kind, as the member of {@link ItemSpec} is spelled. */
    String kind();
}
