package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.CheckParams;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** Parameters of a test, from the YAML that a user would write, and what the planner says of them. */
final class Spec {
    private Spec() {}

    static <P> P of(Class<P> type, String yaml) {
        // the marker keeps a text that starts with a brace from being read as JSON
        return Serialization.unmarshal("---\n" + yaml, type);
    }

    /** {@code path: message} of each refusal, the path below the kind member. */
    static <P extends CheckParams> List<String> refusals(Check<P> check, String yaml) {
        Refusals refusals = new Refusals("it");
        check.refuse(of(check.params(), yaml), refusals);
        return refusals.all().stream()
                .map(refusal -> refusal.toString().substring("it.".length()))
                .toList();
    }

    /** The probes that an item declares. */
    static <P extends CheckParams> Needs plan(Check<P> check, String yaml, Facts facts) {
        Needs needs = new Needs();
        check.plan(of(check.params(), yaml), facts, needs);
        return needs;
    }

    static <P extends CheckParams> Judgement judge(Check<P> check, String yaml, Facts facts) {
        return check.judge(of(check.params(), yaml), facts);
    }
}
