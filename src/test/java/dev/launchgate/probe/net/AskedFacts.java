package dev.launchgate.probe.net;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.check.Check;
import dev.launchgate.check.FakeFacts;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.Needs;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;

/** Judges one item by what servers answer to its probes right now. */
final class AskedFacts {
    private AskedFacts() {}

    static <P extends CheckParams> Judgement judge(Check<P> check, String yaml, AdapterFixture net) {
        return judge(check, yaml, net, new FakeFacts(), AdapterFixture.AMPLE);
    }

    static <P extends CheckParams> Judgement judge(
            Check<P> check, String yaml, AdapterFixture net, FakeFacts facts, Duration timeout) {
        P params = Serialization.unmarshal("---\n" + yaml, check.params());
        Needs needs = new Needs();
        check.plan(params, facts, needs);
        for (ProbeRequest request : needs.probes()) {
            switch (net.probes.ask("ml", request, timeout)) {
                case Measurement.Answered answered -> facts.answer(request, answered.answer());
                case Measurement.Failed failed ->
                    facts.failure(
                            request,
                            failed.failure().cause(),
                            failed.failure().phase(),
                            failed.failure().detail());
                case Measurement.NotYet notYet -> throw new AssertionError("a probe without outcome");
                case Measurement.TooOld tooOld -> throw new AssertionError("a probe without outcome");
            }
        }
        return check.judge(params, facts);
    }
}
