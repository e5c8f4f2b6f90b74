package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.cluster.Resource;
import dev.launchgate.status.Reason;

/** Whether a canary engine steers the target of the checklist, and not some other workload. */
final class CanaryTarget {
    private CanaryTarget() {}

    /** A Rollout steers its own pods, or those of the Deployment that {@code workloadRef} names. */
    static Judgement rollout(Resource rollout, Facts facts) {
        return judge(rollout, TargetKind.Rollout, "/spec/workloadRef", facts);
    }

    /** A Canary of Flagger steers the workload that {@code targetRef} names. */
    static Judgement flagger(Resource canary, Facts facts) {
        return judge(canary, TargetKind.Canary, "/spec/targetRef", facts);
    }

    private static Judgement judge(Resource engine, TargetKind own, String reference, Facts facts) {
        Target target = facts.target();
        String kind = engine.text(reference + "/kind");
        String name = engine.text(reference + "/name");
        boolean steers = target.kind() == own
                ? engine.name().equals(target.name())
                : target.kind().name().equals(kind) && target.name().equals(name);
        String steered = name.isEmpty() ? "its own pods" : kind + " " + name;
        return steers
                ? Judgement.pass(engine.label())
                : Judgement.fail(
                        Reason.TargetMismatch,
                        "%s: expected to steer %s %s, steers %s; name the object that steers the target, or correct its %s"
                                .formatted(
                                        engine.label(),
                                        target.kind(),
                                        target.name(),
                                        steered,
                                        reference.substring("/spec/".length())));
    }
}
