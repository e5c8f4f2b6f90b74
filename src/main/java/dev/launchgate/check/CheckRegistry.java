package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.CheckParams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The checks, one for each kind of parameters. */
public final class CheckRegistry {
    private final Map<Class<? extends CheckParams>, Check<?>> checks = new HashMap<>();

    /** @throws IllegalArgumentException if a kind has no check or two */
    public CheckRegistry(List<Check<?>> all) {
        for (Check<?> check : all) {
            if (checks.put(check.params(), check) != null) {
                throw new IllegalArgumentException(
                        "two checks for " + check.params().getSimpleName());
            }
        }
        for (Class<?> kind : CheckParams.class.getPermittedSubclasses()) {
            if (!checks.containsKey(kind)) {
                throw new IllegalArgumentException("no check for " + kind.getSimpleName());
            }
        }
    }

    /** The checks that Launchgate ships. */
    public static CheckRegistry standard() {
        return new CheckRegistry(List.of(
                new DnsCheck(),
                new LoadBalancerCheck(),
                new TlsCheck(),
                new HttpCheck(),
                new TcpCheck(),
                new MonitoringAgentCheck(),
                new ManualCheck(),
                new CanaryCheck(),
                new DocumentCheck(),
                new LoadTestCheck(),
                new MetricsCheck(),
                new GoldenSignalsCheck(),
                new DashboardCheck(),
                new AlertsCheck(),
                new ResilienceCheck(),
                new DependencyCheck(),
                new ConfigCheck(),
                new JobCheck(),
                new RollbackCheck(),
                new ResourceCheck()));
    }

    /** The check for these parameters. */
    @SuppressWarnings("unchecked") // the constructor files each check under the class of its own parameters
    public <P extends CheckParams> Check<P> of(P params) {
        return (Check<P>)
                Objects.requireNonNull(checks.get(params.getClass()), "the constructor saw a check for every kind");
    }
}
