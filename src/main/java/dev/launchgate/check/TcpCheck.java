package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.PortExpectation;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.TcpParams;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.status.Reason;
import java.util.List;

/** Item kind tcp: are the ports open, or closed, as seen from the operator's place in the network? */
public final class TcpCheck implements Check<TcpParams> {
    private static final int MOST_TARGETS = 20;

    @Override
    public Class<TcpParams> params() {
        return TcpParams.class;
    }

    @Override
    public Section section() {
        return Section.Monitoring;
    }

    @Override
    public void refuse(TcpParams params, Refusals refusals) {
        List<String> targets = params.targets();
        SpecBounds.count(targets, 1, MOST_TARGETS, "targets", refusals);
        for (int i = 0; i < targets.size(); i++) {
            refusals.require(HostPort.parse(targets.get(i)).isPresent(), "targets[" + i + "]", HostPort.EXPECTED);
        }
    }

    @Override
    public void plan(TcpParams params, Facts facts, Needs needs) {
        params.targets().forEach(target -> needs.probe(request(target)));
    }

    @Override
    public Judgement judge(TcpParams params, Facts facts) {
        return Judgement.worst(params.targets().stream()
                .map(target -> judge(target, params.expect(), facts))
                .toList());
    }

    private static Judgement judge(String target, PortExpectation expect, Facts facts) {
        String subject = target + " from the operator's network";
        return switch (facts.answer(request(target))) {
            case Measurement.NotYet() -> ProbeJudgement.notYet();
            case Measurement.TooOld() -> ProbeJudgement.tooOld(subject);
            case Measurement.Answered answered when expect == PortExpectation.Open -> Judgement.pass(subject);
            case Measurement.Answered answered ->
                Judgement.fail(
                        Reason.PortOpen, subject + ": expected closed, saw open; close the firewall or the port");
            case Measurement.Failed(ProbeFailure failure)
            when expect == PortExpectation.Closed && closed(failure) -> Judgement.pass(subject);
            case Measurement.Failed(ProbeFailure failure)
            when filtered(failure) ->
                Judgement.fail(
                        Reason.PortFiltered,
                        target + ": no answer from the operator's network; open the firewall or check the host");
            case Measurement.Failed(ProbeFailure failure) -> ProbeJudgement.of(failure, subject, facts.timeout());
        };
    }

    private static boolean closed(ProbeFailure failure) {
        return filtered(failure) || failure.cause() == ProbeFailure.Cause.ConnectionRefused;
    }

    /** Silence is the measurement here: the usual mark of a firewall. */
    private static boolean filtered(ProbeFailure failure) {
        return failure.cause() == ProbeFailure.Cause.Timeout && failure.phase() == ProbeFailure.Phase.Connect;
    }

    private static TcpConnect request(String target) {
        HostPort destination = HostPort.parse(target)
                .orElseThrow(() -> new IllegalArgumentException("the planner lets through no such target"));
        return new TcpConnect(destination.host(), destination.port());
    }
}
