package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.Optional;

/** A dependency outside the cluster: the hosts that accept a connection from the operator's place in the network. */
final class DependencyHosts {
    private final List<String> hosts;
    private final Facts facts;

    DependencyHosts(List<String> hosts, Facts facts) {
        this.hosts = hosts;
        this.facts = facts;
    }

    static TcpConnect probe(String host) {
        HostPort destination = HostPort.parse(host)
                .orElseThrow(() -> new IllegalArgumentException("the planner lets through no such host"));
        return new TcpConnect(destination.host(), destination.port());
    }

    /**
     * Judges how many accept; answers what they are called together. What could not be measured counts neither way: only
     * where it could make the difference is the answer open.
     */
    String judge(int minReady, DependencyVerdict verdict, Parts parts) {
        List<Judgement> without =
                hosts.stream().map(this::finding).flatMap(Optional::stream).toList();
        List<Judgement> open = without.stream()
                .filter(judgement -> judgement.verdict() != Verdict.Fail)
                .toList();
        int ready = hosts.size() - without.size();
        String subject = hosts.size() == 1 ? hosts.getFirst() : hosts.size() + " hosts";
        if (ready >= minReady) {
            return subject;
        }
        if (!open.isEmpty() && (ready == 0 || ready + open.size() >= minReady)) {
            open.forEach(parts::add);
        } else if (ready == 0) {
            verdict.nothing(subject, without.getFirst().message());
        } else {
            verdict.judge(subject, ready);
        }
        return subject;
    }

    /** Empty for a host that accepts; Fail for one that certainly does not. */
    private Optional<Judgement> finding(String host) {
        String subject = host + " from the operator's network";
        return switch (facts.answer(probe(host))) {
            case Measurement.NotYet() -> Optional.of(ProbeJudgement.notYet());
            case Measurement.TooOld() -> Optional.of(ProbeJudgement.tooOld(subject));
            case Measurement.Answered answered -> Optional.empty();
            case Measurement.Failed(ProbeFailure failure)
            when failure.cause() == ProbeFailure.Cause.Timeout && failure.phase() == ProbeFailure.Phase.Connect ->
                Optional.of(Judgement.fail(
                        Reason.PortFiltered, subject + ": no answer; open the firewall or check the host"));
            case Measurement.Failed(ProbeFailure failure) ->
                Optional.of(ProbeJudgement.of(failure, subject, facts.timeout()));
        };
    }
}
