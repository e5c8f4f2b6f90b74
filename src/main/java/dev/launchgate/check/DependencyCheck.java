package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.DependencyParams;
import dev.launchgate.api.v1alpha1.DependencyTarget;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.cluster.ResourceKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Item kind dependency: what the application calls is there more than once, or it is known what happens without it. The
 * caller's view; a resilience item of the other team's checklist says more.
 */
public final class DependencyCheck implements Check<DependencyParams> {
    private static final int MOST_HOSTS = 10;
    private static final int LONGEST_LINK = 2048;
    private static final Pattern LINK = Pattern.compile(Patterns.HTTPS_LINK);

    @Override
    public Class<DependencyParams> params() {
        return DependencyParams.class;
    }

    @Override
    public Section section() {
        return Section.FailureModes;
    }

    @Override
    public void refuse(DependencyParams params, Refusals refusals) {
        DependencyTarget target = params.target();
        SpecBounds.exactlyOne(
                "deployment, statefulSet, service, hosts",
                "target",
                refusals,
                target.deployment(),
                target.statefulSet(),
                target.service(),
                target.hosts());
        name(target.deployment(), "target.deployment", refusals);
        name(target.statefulSet(), "target.statefulSet", refusals);
        name(target.service(), "target.service", refusals);
        if (target.hosts() != null) {
            hosts(target.hosts(), refusals);
        }
        refusals.require(params.minReady() >= 1 && params.minReady() <= 100, "minReady", "must be from 1 to 100");
        refusals.require(params.onFailure() != null, "onFailure", "must be one of Retries, Degrades, Queues, Fails");
        if (params.testedAt() != null) {
            DateTimes.refuse(params.testedAt(), "testedAt", refusals);
        }
        String link = params.link();
        refusals.require(
                link == null || (link.length() <= LONGEST_LINK && LINK.matches(link)), "link", "must be an https link");
        if (params.maxAge() != null) {
            refusals.require(params.testedAt() != null, "maxAge", DependencyParams.NEEDS_DATE);
            refusals.require(
                    Durations.within(params.maxAge(), Duration.ofDays(1), Duration.ofDays(1825)),
                    "maxAge",
                    "must be from 1d to 1825d");
        }
        AcceptedRisks.refuse(params.acceptedRisk(), "acceptedRisk", refusals);
    }

    private static void name(@Nullable NameRef name, String path, Refusals refusals) {
        if (name != null) {
            ObjectNames.refuse(name, path, refusals);
        }
    }

    /** Two ports of one host fail together, so that the second would count for nothing. */
    private static void hosts(List<String> hosts, Refusals refusals) {
        SpecBounds.count(hosts, 1, MOST_HOSTS, "target.hosts", refusals);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < Math.min(hosts.size(), MOST_HOSTS); i++) {
            String path = "target.hosts[" + i + "]";
            HostPort host = HostPort.parse(hosts.get(i)).orElse(null);
            if (host == null) {
                refusals.refuse(path, HostPort.EXPECTED);
                continue;
            }
            Integer before = seen.putIfAbsent(HostNames.canonical(host.host()), i);
            if (before != null) {
                refusals.refuse(path, "the same host as target.hosts[%d]; a host counts once".formatted(before));
            }
        }
    }

    @Override
    public void plan(DependencyParams params, Facts facts, Needs needs) {
        if (params.target().hosts() != null) {
            params.target().hosts().forEach(host -> needs.probe(DependencyHosts.probe(host)));
        }
    }

    @Override
    public Judgement judge(DependencyParams params, Facts facts) {
        DependencyTarget target = params.target();
        Parts parts = new Parts();
        DependencyVerdict verdict = new DependencyVerdict(params, facts.now(), parts);
        String subject;
        if (target.hosts() != null) {
            subject = new DependencyHosts(target.hosts(), facts).judge(params.minReady(), verdict, parts);
        } else {
            DependencyObjects objects = new DependencyObjects(facts, verdict, parts);
            if (target.deployment() != null) {
                subject = objects.workload(
                        ResourceKind.DEPLOYMENT, target.deployment().name());
            } else if (target.statefulSet() != null) {
                subject = objects.workload(
                        ResourceKind.STATEFUL_SET, target.statefulSet().name());
            } else if (target.service() != null) {
                subject = objects.service(target.service().name());
            } else {
                throw new IllegalArgumentException("refused: a dependency without target");
            }
        }
        verdict.drill();
        return parts.whole(subject);
    }
}
