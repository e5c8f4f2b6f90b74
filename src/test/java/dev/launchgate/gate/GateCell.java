package dev.launchgate.gate;

import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.GateSpec;
import dev.launchgate.api.v1alpha1.GateStatus;
import dev.launchgate.api.v1alpha1.GateStatus.Approval;
import dev.launchgate.api.v1alpha1.GateStatus.Promotion;
import dev.launchgate.api.v1alpha1.GateStatus.Revision;
import dev.launchgate.api.v1alpha1.OnRegression;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.RollbackPolicy;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.readiness.ItemResult;
import dev.launchgate.readiness.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One world in which the gate has to decide, all but the recorded state and the recorded approval. Of the promoted revisions
 * v1 to v6 the first was forgotten, since five are kept; v6 is the latest.
 */
record GateCell(
        Wanted wanted,
        Pods pods,
        boolean paused,
        Evidence evidence,
        Verdict afterRelease,
        Mode mode,
        RollbackPolicy rollback,
        FirstLaunch firstLaunch,
        Arming arming) {

    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    static final long GENERATION = 4;
    private static final List<Promotion> PROMOTED = Stream.of("v2", "v3", "v4", "v5", "v6")
            .map(tag -> new Promotion(Templates.template(tag).identity(), tag, "2026-11-01T00:00:00Z", null))
            .toList();

    /** What the Deployment asks for. */
    enum Wanted {
        NEW("v7"),
        FIRST("v7"),
        /** A restart of what was never promoted. */
        FIRST_RESTARTED("v7"),
        LAST("v6"),
        RESTART("v6"),
        EARLIER("v3"),
        SIXTH_LAST("v1");

        private final String tag;

        Wanted(String tag) {
            this.tag = tag;
        }

        PodTemplate template() {
            return this == RESTART || this == FIRST_RESTARTED
                    ? Templates.restarted(tag, "2026-11-20T09:59:00Z")
                    : Templates.template(tag);
        }

        /** What ran before: for a restart the same revision, unrestarted. */
        PodTemplate old() {
            return switch (this) {
                case LAST -> Templates.template("v5");
                case FIRST_RESTARTED -> Templates.template("v7");
                case NEW, FIRST, RESTART, EARLIER, SIXTH_LAST -> Templates.template("v6");
            };
        }
    }

    /** What runs. */
    enum Pods {
        NONE,
        OLD,
        ROLLING,
        STUCK,
        WANTED,
        /** Two other revisions, as after a rollout that was overtaken by the next. */
        OTHERS,
        SCALED_TO_ZERO
    }

    enum Mode {
        PAUSE,
        SIGNAL,
        AUDIT
    }

    /** The items that can hold a release: one passes, the other is this. */
    record Evidence(Verdict verdict, Severity severity, boolean remembered, boolean specAccepted) {
        static final Evidence PASSING = new Evidence(Verdict.Pass, Severity.Blocking, false, true);
        static final List<Evidence> TYPICAL = List.of(
                PASSING,
                new Evidence(Verdict.Fail, Severity.Blocking, false, true),
                new Evidence(Verdict.Pass, Severity.Blocking, true, true),
                new Evidence(Verdict.Pass, Severity.Blocking, false, false));

        static List<Evidence> all() {
            return Stream.concat(
                            Stream.of(Verdict.values())
                                    .flatMap(verdict -> Stream.of(
                                            new Evidence(verdict, Severity.Blocking, false, true),
                                            new Evidence(verdict, Severity.Advisory, false, true))),
                            Stream.of(
                                    new Evidence(Verdict.Pass, Severity.Blocking, true, true),
                                    new Evidence(Verdict.Waived, Severity.Blocking, true, true),
                                    new Evidence(Verdict.Pass, Severity.Blocking, false, false)))
                    .toList();
        }

        ItemResult item() {
            ItemResult item = Items.item("public-name", verdict, severity, Phase.BeforeRelease);
            return remembered ? Items.remembered(item) : item;
        }
    }

    /** Every world that differs in what the items say. */
    static Stream<GateCell> everyEvidence(Wanted wanted) {
        return all(wanted, Mode.PAUSE, Evidence.all());
    }

    /** Every world where all passes, something fails, nothing was measured by this process, or the spec was refused. */
    static Stream<GateCell> typicalEvidence(Wanted wanted, Mode mode) {
        return all(wanted, mode, Evidence.TYPICAL);
    }

    private static Stream<GateCell> all(Wanted wanted, Mode mode, List<Evidence> evidences) {
        return Stream.of(Pods.values())
                .flatMap(pods -> Stream.of(true, false)
                        .flatMap(paused -> evidences.stream()
                                .flatMap(evidence -> Stream.of(Verdict.Pass, Verdict.Fail, Verdict.Unknown)
                                        .flatMap(after -> Stream.of(RollbackPolicy.values())
                                                .flatMap(rollback -> Stream.of(FirstLaunch.values())
                                                        .flatMap(first -> Stream.of(Arming.values())
                                                                .map(arming -> new GateCell(
                                                                        wanted, pods, paused, evidence, after, mode,
                                                                        rollback, first, arming))))))));
    }

    GateCell with(Evidence other) {
        return new GateCell(wanted, pods, paused, other, afterRelease, mode, rollback, firstLaunch, arming);
    }

    GateCell with(Arming other) {
        return new GateCell(wanted, pods, paused, evidence, afterRelease, mode, rollback, firstLaunch, other);
    }

    GateCell pausedInModePause() {
        return new GateCell(wanted, pods, true, evidence, afterRelease, Mode.PAUSE, rollback, firstLaunch, arming);
    }

    /** Everything that the decision rests on but the record, which is that of a checklist never looked at. */
    GateInput input() {
        return new GateInput(spec(), GENERATION, null, workload(), readiness(), arming, NOW);
    }

    static GateInput with(GateInput input, @Nullable GateStatus before) {
        return new GateInput(
                input.spec(),
                input.generation(),
                before,
                input.workload(),
                input.readiness(),
                input.arming(),
                input.now());
    }

    private GateSpec spec() {
        GateMode gateMode = switch (mode) {
            case PAUSE -> GateMode.Pause;
            case SIGNAL -> GateMode.Signal;
            case AUDIT -> GateMode.Audit;
        };
        return new GateSpec(gateMode, firstLaunch, rollback, OnRegression.Freeze, null, 2);
    }

    private Readiness readiness() {
        List<ItemResult> items =
                List.of(Items.item("quota", Verdict.Pass), evidence.item(), Items.after("errors", afterRelease));
        return new Readiness(items, evidence.specAccepted());
    }

    Workload workload() {
        PodTemplate template = wanted.template();
        WorkloadBuilder deployment = WorkloadBuilder.wanting(template);
        switch (pods) {
            case NONE -> {}
            case OLD -> deployment.set(wanted.old(), 3);
            case ROLLING -> deployment.set(wanted.old(), 2).set(template, 2, 1);
            case STUCK -> deployment.set(wanted.old(), 2).set(template, 2, 0).stuck();
            case WANTED -> deployment.set(wanted.old(), 0).set(template, 3);
            case OTHERS -> deployment.set(Templates.template("v8"), 2).set(Templates.template("v9"), 1);
            case SCALED_TO_ZERO ->
                deployment.set(wanted.old(), 0).set(template, 0).replicas(0);
        }
        return (paused ? deployment.paused() : deployment).build();
    }

    GateStatus recorded(String state, @Nullable Approval approval) {
        Revision candidate = new Revision(wanted.template().identity(), List.of(), null);
        List<Promotion> promoted = wanted == Wanted.FIRST || wanted == Wanted.FIRST_RESTARTED ? List.of() : PROMOTED;
        return new GateStatus(
                state,
                arming.name(),
                "2026-11-20T09:00:00Z",
                candidate,
                null,
                approval,
                promoted,
                null,
                "as before",
                null);
    }

    @Override
    public String toString() {
        return Map.of(
                        "wanted", wanted,
                        "pods", pods,
                        "paused", paused,
                        "evidence", evidence,
                        "afterRelease", afterRelease,
                        "mode", mode,
                        "rollback", rollback,
                        "firstLaunch", firstLaunch,
                        "arming", arming)
                .toString();
    }
}
