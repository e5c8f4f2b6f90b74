package dev.launchgate.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CanaryParams;
import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.FirstLaunch;
import dev.launchgate.api.v1alpha1.GateMode;
import dev.launchgate.api.v1alpha1.LaunchChecklist;
import dev.launchgate.api.v1alpha1.LaunchChecklistSpec;
import dev.launchgate.api.v1alpha1.OnRegression;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.RollbackPolicy;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Severity;
import dev.launchgate.api.v1alpha1.Target;
import dev.launchgate.api.v1alpha1.TargetKind;
import dev.launchgate.check.CanaryCheck;
import dev.launchgate.check.Check;
import dev.launchgate.check.CheckRegistry;
import dev.launchgate.check.Facts;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.ManualCheck;
import dev.launchgate.check.PlannedItem;
import dev.launchgate.check.Refusals;
import dev.launchgate.status.Acceptance;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecklistPlannerTest {
    private static final String TARGET = "target: {name: ml-scoring}";
    private static final String MANUAL = "manual: {steps: [call support]}";
    private static final String ITEM = "{name: word, " + MANUAL + "}";

    private final ChecklistPlanner planner = planner(new ManualCheck(), new CanaryCheck());

    @Test
    void fillsInTheDefaults() {
        Plan plan = plan(TARGET, ITEM);

        assertThat(plan.acceptance()).isEqualTo(Acceptance.ACCEPTED);
        assertThat(plan.target()).isEqualTo(new Target(TargetKind.Deployment, "ml-scoring"));
        assertThat(plan.suspended()).isFalse();
        assertThat(plan.gate().mode()).isEqualTo(GateMode.Pause);
        assertThat(plan.gate().firstLaunch()).isEqualTo(FirstLaunch.Hold);
        assertThat(plan.gate().rollback()).isEqualTo(RollbackPolicy.Allow);
        assertThat(plan.gate().onRegression()).isEqualTo(OnRegression.Freeze);
        assertThat(plan.gate().deadline()).isNull();
        assertThat(plan.gate().consecutivePasses()).isEqualTo(2);
        PlannedItem item = plan.items().getFirst();
        assertThat(item.name()).isEqualTo("word");
        assertThat(item.kind()).isEqualTo("manual");
        assertThat(item.spec().severity()).isEqualTo(Severity.Blocking);
        assertThat(item.section()).isEqualTo(Section.ManualProcesses);
        assertThat(item.phase()).isEqualTo(Phase.BeforeRelease);
        assertThat(item.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(item.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(item.refusals()).isEmpty();
    }

    @Test
    void anItemInheritsOrOverrides() {
        Plan plan = plan(TARGET + ", interval: 10m, timeout: 20s", """
                {name: inherits, manual: {steps: [a]}},
                {name: overrides, interval: 24h, timeout: 60s, section: Security, phase: AfterRelease, severity: Advisory,
                 title: t, owner: o, runbook: 'https://runbooks.example.com/x', manual: {steps: [a]}}""");

        assertThat(plan.acceptance()).isEqualTo(Acceptance.ACCEPTED);
        PlannedItem inherits = plan.items().get(0);
        assertThat(inherits.interval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(inherits.timeout()).isEqualTo(Duration.ofSeconds(20));
        PlannedItem overrides = plan.items().get(1);
        assertThat(overrides.interval()).isEqualTo(Duration.ofHours(24));
        assertThat(overrides.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(overrides.section()).isEqualTo(Section.Security);
        assertThat(overrides.phase()).isEqualTo(Phase.AfterRelease);
        assertThat(overrides.spec().severity()).isEqualTo(Severity.Advisory);
    }

    @Test
    @Tag("N01")
    void everyPropertyChangesThePlan() {
        String base = "target: {name: a}, gate: {%s}, items: [{name: b, %s manual: {steps: [c]}}] %s";
        List<String> specs = new ArrayList<>(List.of(
                base.formatted("", "", ""),
                base.formatted("", "", "").replace("{name: a}", "{name: other}"),
                base.formatted("mode: Audit", "", ""),
                base.formatted("mode: Audit", "", "").replace("{name: a}", "{kind: Rollout, name: a}"),
                base.formatted("", "", "").replace("{name: b,", "{name: other,"),
                base.formatted("", "", "").replace("steps: [c]", "steps: [other]")));
        List.of(
                        "mode: Signal",
                        "firstLaunch: Allow",
                        "rollback: Hold",
                        "onRegression: Report",
                        "deadline: 3d",
                        "consecutivePasses: 3")
                .forEach(gate -> specs.add(base.formatted(gate, "", "")));
        List.of(
                        "title: t,",
                        "section: Other,",
                        "severity: Advisory,",
                        "phase: AfterRelease,",
                        "owner: o,",
                        "runbook: 'https://a.example/',",
                        "interval: 2m,",
                        "timeout: 6s,")
                .forEach(item -> specs.add(base.formatted("", item, "")));
        List.of(", interval: 2m", ", timeout: 6s", ", suspend: true")
                .forEach(spec -> specs.add(base.formatted("", "", spec)));

        List<Plan> plans = specs.stream().map(text -> planner.plan(spec(text))).toList();

        assertThat(plans).allMatch(plan -> plan.acceptance().accepted());
        assertThat(plans.stream().map(Plan::toString)).doesNotHaveDuplicates();
    }

    @Test
    @Tag("N02")
    @Tag("N03")
    void thePlanFollowsFromTheSpecAlone() {
        String good = "target: {name: a}, interval: 2m, items: [" + ITEM + "]";
        Plan before = planner.plan(spec(good));

        assertThat(planner.plan(spec("target: {name: a}, items: []"))
                        .acceptance()
                        .accepted())
                .isFalse();
        assertThat(planner.plan(spec(good))).isEqualTo(before);
        assertThat(planner(new ManualCheck(), new CanaryCheck()).plan(spec(good)))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @Tag("S16")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # spec, beside one good item                                   | refusal
            target: {}                                                     | spec.target.name: must be the name of an object
            target: {name: ''}                                             | spec.target.name: must be the name of an object
            target: {name: Ml}                                             | spec.target.name: must be the name of an object
            target: {name: ml/scoring}                                     | spec.target.name: must be the name of an object
            target: {kind: Rollout, name: a}                               | spec.target: mode Pause holds a Deployment only: use mode Signal or Audit for this target
            target: {kind: Canary, name: a}                                | spec.target: mode Pause holds a Deployment only: use mode Signal or Audit for this target
            target: {kind: Canary, name: a}, gate: {mode: Pause}           | spec.target: mode Pause holds a Deployment only: use mode Signal or Audit for this target
            target: {name: a}, gate: {consecutivePasses: 0}                | spec.gate.consecutivePasses: must be from 1 to 10
            target: {name: a}, gate: {consecutivePasses: 11}               | spec.gate.consecutivePasses: must be from 1 to 10
            target: {name: a}, gate: {deadline: soon}                      | spec.gate.deadline: must be a duration such as 72h or 3d
            target: {name: a}, gate: {deadline: ''}                        | spec.gate.deadline: must be a duration such as 72h or 3d
            target: {name: a}, gate: {deadline: 99999d99999d99999d}        | spec.gate.deadline: must be a duration such as 72h or 3d
            target: {name: a}, interval: 1m, timeout: 60s                  | spec.timeout: timeout must be below interval
            target: {name: a}, interval: 5s                                | spec.timeout: timeout must be below interval
            target: {name: a}, interval: 5s, timeout: 5s                   | spec.timeout: timeout must be below interval
            """)
    void refusesTheSpec(String spec, String refusal) {
        Plan plan = plan(spec, ITEM);

        assertThat(refusals(plan)).containsExactly(refusal);
        assertThat(plan.acceptance()).isEqualTo(new Acceptance(Reason.InvalidSpec, refusal));
        assertThat(plan.items()).hasSize(1).allMatch(item -> item.refusals().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            target: {kind: Rollout, name: a}, gate: {mode: Signal}
            target: {kind: Canary, name: a}, gate: {mode: Audit}
            target: {name: a}, gate: {mode: Audit}
            target: {name: a}, gate: {deadline: 0s}
            target: {name: a}, gate: {deadline: 9999d}
            target: {name: a}, gate: {consecutivePasses: 1}
            target: {name: a}, gate: {consecutivePasses: 10}
            target: {name: a.b-c.d}
            target: {name: a}, interval: 5s, timeout: 100ms
            target: {name: a}, interval: 24h, timeout: 60s
            """)
    void acceptsTheSpec(String spec) {
        assertThat(plan(spec, ITEM).acceptance()).isEqualTo(Acceptance.ACCEPTED);
    }

    @ParameterizedTest
    @Tag("N06")
    @CsvSource({"253, true", "254, false"})
    void namesAreBounded(int length, boolean accepted) {
        assertThat(plan("target: {name: %s}".formatted("a".repeat(length)), ITEM)
                        .acceptance()
                        .accepted())
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @Tag("N05")
    @Tag("S16")
    @ValueSource(
            strings = {
                "0",
                "0s",
                "0ms",
                "-1m",
                "-0s",
                "1ns",
                "1us",
                "4999ms",
                "4s999ms",
                "10y",
                "5",
                "1d",
                "24h1ms",
                "25h",
                "99999h",
                "99999h99999h",
                "99999h99999h99999h99999h",
                "999999999999999999999s",
                "1.5m",
                "1 m",
                " 1m",
                "1M",
                "m",
                "",
                "1m\u0000",
                "\u0661m",
                "1h1h1h1h1h",
                "0000010s0000010s"
            })
    void refusesIntervals(String text) {
        assertThat(refusals(plan(TARGET + ", interval: \"" + escaped(text) + "\"", ITEM)))
                .containsExactly("spec.interval: interval must be from 5s to 24h");
        assertThat(refusals(plan(TARGET, "{name: a, interval: \"" + escaped(text) + "\", " + MANUAL + "}")))
                .containsExactly("spec.items[0].interval: interval must be from 5s to 24h");
    }

    @ParameterizedTest
    @Tag("N05")
    @Tag("S16")
    @ValueSource(
            strings = {"0s", "99ms", "60s1ms", "61s", "2m", "1h", "1d", "-1s", "5", "", "1ns", "10y", "99999h99999h"})
    void refusesTimeouts(String text) {
        assertThat(refusals(plan(TARGET + ", interval: 24h, timeout: '" + text + "'", ITEM)))
                .containsExactly("spec.timeout: timeout must be from 100ms to 60s");
        assertThat(refusals(plan(TARGET, "{name: a, interval: 24h, timeout: '" + text + "', " + MANUAL + "}")))
                .containsExactly("spec.items[0].timeout: timeout must be from 100ms to 60s");
    }

    @ParameterizedTest
    @Tag("N05")
    @CsvSource({"5s, 5s", "5000ms, 5s", "1440m, 24h", "23h60m, 24h", "60s, 1m", "1m0s, 1m", "00005s, 5s"})
    void equalIntervalsMeanTheSame(String text, String same) {
        assertThat(plan(TARGET + ", timeout: 1s, interval: " + text, ITEM)
                        .items()
                        .getFirst()
                        .interval())
                .isEqualTo(plan(TARGET + ", timeout: 1s, interval: " + same, ITEM)
                        .items()
                        .getFirst()
                        .interval());
    }

    @ParameterizedTest
    @Tag("S16")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # item                                                     | refusals
            {name: a}                                                  | spec.items[0]: exactly one of document, loadTest, dns, loadBalancer, tls, http, tcp, monitoringAgent, metrics, goldenSignals, dashboard, alerts, resilience, dependency, config, job, manual, canary, rollback, resource must be set
            {name: a, manual: {steps: [b]}, tcp: {targets: ['h:1']}}   | spec.items[0]: exactly one of document, loadTest, dns, loadBalancer, tls, http, tcp, monitoringAgent, metrics, goldenSignals, dashboard, alerts, resilience, dependency, config, job, manual, canary, rollback, resource must be set
            {name: a, manuel: {steps: [b]}}                            | spec.items[0]: exactly one of document, loadTest, dns, loadBalancer, tls, http, tcp, monitoringAgent, metrics, goldenSignals, dashboard, alerts, resilience, dependency, config, job, manual, canary, rollback, resource must be set
            {name: a, manual: null}                                    | spec.items[0]: exactly one of document, loadTest, dns, loadBalancer, tls, http, tcp, monitoringAgent, metrics, goldenSignals, dashboard, alerts, resilience, dependency, config, job, manual, canary, rollback, resource must be set
            {manual: {steps: [b]}}                                     | spec.items[0].name: must be a DNS label of 1 to 63 characters
            {name: '', manual: {steps: [b]}}                           | spec.items[0].name: must be a DNS label of 1 to 63 characters
            {name: A, manual: {steps: [b]}}                            | spec.items[0].name: must be a DNS label of 1 to 63 characters
            {name: a.b, manual: {steps: [b]}}                          | spec.items[0].name: must be a DNS label of 1 to 63 characters
            {name: -a, manual: {steps: [b]}}                           | spec.items[0].name: must be a DNS label of 1 to 63 characters
            {name: "a\\u202eb", manual: {steps: [b]}}                  | spec.items[0].name: must be a DNS label of 1 to 63 characters
            {name: a, interval: 5s, manual: {steps: [b]}}              | spec.items[0].timeout: timeout must be below interval
            {name: a, interval: 10s, timeout: 10s, manual: {steps: [b]}} | spec.items[0].timeout: timeout must be below interval
            {name: a, timeout: 60s, manual: {steps: [b]}}              | spec.items[0].timeout: timeout must be below interval
            {name: a, title: "x\\ny", manual: {steps: [b]}}            | spec.items[0].title: must be at most 200 characters without control characters
            {name: a, owner: "x\\u0007", manual: {steps: [b]}}         | spec.items[0].owner: must be at most 100 characters without control characters
            {name: a, manual: {}}                                      | spec.items[0].manual.steps: 1 to 20 steps, saw 0
            {name: a, manual: {steps: [b], maxAge: 1s}}                | spec.items[0].manual.maxAge: must be from 1h to 365d
            {name: a, severity: Fatal, manual: {steps: [b]}}           | spec.items[0].severity: cannot be read; expected a value as in kubectl explain, saw another type or word
            {name: a, manual: {steps: b}}                              | spec.items[0].manual.steps: cannot be read; expected a value as in kubectl explain, saw another type or word
            null                                                       | spec.items[0]: is null; fill it in or remove it
            {name: a, canary: {strategy: {rollout: {name: b}}}}        | spec.items[0].canary.strategy: two controllers would pause it: use mode Signal with a canary item of Argo Rollouts or Flagger
            {name: a, canary: {strategy: {canary: {name: b}}}}         | spec.items[0].canary.strategy: two controllers would pause it: use mode Signal with a canary item of Argo Rollouts or Flagger
            """)
    void refusesAnItemAndGoesOnWithTheOthers(String item, String refusal) {
        Plan plan = plan(TARGET, item + ", " + ITEM);

        assertThat(plan.acceptance()).isEqualTo(new Acceptance(Reason.InvalidSpec, refusal));
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.items()).hasSize(2);
        assertThat(plan.items().get(1).refusals()).isEmpty();
        assertThat(plan.items().get(1).params()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gate: {mode: Signal}, target: {name: a}                  | rollout: {name: b}
            gate: {mode: Audit}, target: {name: a}                   | canary: {name: b}
            gate: {mode: Signal}, target: {kind: Rollout, name: a}   | rollout: {name: a}
            target: {name: a}                                        | httpRoute: {name: b, canaryService: c}
            target: {name: a}                                        | ingress: {name: b}
            target: {name: a}                                        | virtualService: {name: b, canarySubset: c}
            """)
    void enginesMayPauseWhatTheGateDoesNot(String spec, String strategy) {
        assertThat(plan(spec, "{name: c, canary: {strategy: {%s}}}".formatted(strategy))
                        .acceptance())
                .isEqualTo(Acceptance.ACCEPTED);
    }

    @ParameterizedTest
    @Tag("N07")
    @ValueSource(
            strings = {
                "http://runbooks.example.com/",
                "https://user:secret@runbooks.example.com/",
                "https://user@runbooks.example.com/",
                "https://",
                "https://runbooks.example.com/a b",
                "https://runbooks.example.com/\r\nSet-Cookie: a=b",
                "https://runbooks.example.com/\u0000",
                "file:///etc/passwd",
                "jar:https://runbooks.example.com!/",
                "gopher://runbooks.example.com",
                "javascript:alert(1)",
                "HTTPS://runbooks.example.com/",
                " https://runbooks.example.com/",
                ""
            })
    void refusesRunbooks(String link) {
        Plan plan = plan(TARGET, "{name: a, runbook: \"" + escaped(link) + "\", " + MANUAL + "}");

        assertThat(refusals(plan)).containsExactly("spec.items[0].runbook: must be an https link");
        assertThat(plan.acceptance().message()).doesNotContain("secret");
    }

    @Test
    @Tag("N06")
    void countsCharactersAsTheSchemaDoes() {
        String rocket = "\uD83D\uDE80";
        String item = "{name: a, title: '%s', owner: '%s', runbook: 'https://a.example/%s', " + MANUAL + "}";

        assertThat(plan(TARGET, item.formatted(rocket.repeat(200), rocket.repeat(100), rocket.repeat(2048 - 18)))
                        .acceptance())
                .isEqualTo(Acceptance.ACCEPTED);
        assertThat(refusals(
                        plan(TARGET, item.formatted(rocket.repeat(201), rocket.repeat(101), rocket.repeat(2048 - 17)))))
                .containsExactly(
                        "spec.items[0].title: must be at most 200 characters without control characters",
                        "spec.items[0].owner: must be at most 100 characters without control characters",
                        "spec.items[0].runbook: must be an https link");
        assertThat(plan(TARGET, item.formatted("\u05d0\u05d1 \u202etxt", "\u4e2d\u6587", "b\u00fccher"))
                        .acceptance())
                .isEqualTo(Acceptance.ACCEPTED);
    }

    @Test
    @Tag("N04")
    @Tag("S16")
    void refusesDuplicateNames() {
        Plan plan = plan(TARGET, String.join(", ", ITEM, ITEM, "{name: other, " + MANUAL + "}", ITEM));

        assertThat(refusals(plan))
                .containsExactly(
                        "spec.items[1].name: another item has this name",
                        "spec.items[3].name: another item has this name");
        assertThat(names(plan)).containsExactly("word", "item-1", "other", "item-3");
        assertThat(plan.items().get(0).refusals()).isEmpty();
    }

    @Test
    @Tag("N04")
    @Tag("N06")
    void everyRowHasANameOfItsOwn() {
        Plan plan = plan(TARGET, """
                {name: item-1, manual: {steps: [a]}},
                {name: item-1, manual: {steps: [a]}},
                {name: item-1-2, manual: {steps: [a]}},
                {name: item-1-2, manual: {steps: [a]}},
                {manual: {steps: [a]}},
                {manual: {steps: [a]}},
                null,
                {name: [a], manual: {steps: [a]}},
                {name: item-6, manual: {steps: [a]}},
                {name: Item-6, manual: {steps: [a]}}""");

        assertThat(refusals(plan).stream().filter(refusal -> refusal.endsWith("another item has this name")))
                .containsExactly(
                        "spec.items[1].name: another item has this name",
                        "spec.items[3].name: another item has this name");
        assertThat(names(plan))
                .containsExactly(
                        "item-1",
                        "item-1-3",
                        "item-1-2",
                        "item-3",
                        "item-4",
                        "item-5",
                        "item-6-2",
                        "item-7",
                        "item-6",
                        "item-9");
    }

    @Test
    @Tag("N06")
    void namesThatAreTooLongAreShownByPosition() {
        String longest = "a".repeat(63);
        Plan plan = plan(TARGET, "{name: %s, %s}, {name: %sb, %s}".formatted(longest, MANUAL, longest, MANUAL));

        assertThat(names(plan)).containsExactly(longest, "item-1");
        assertThat(refusals(plan)).containsExactly("spec.items[1].name: must be a DNS label of 1 to 63 characters");
    }

    @ParameterizedTest
    @Tag("N04")
    @Tag("S16")
    @CsvSource({"0, 0", "101, 100", "10000, 100"})
    void refusesTooFewAndTooManyItems(int count, int planned) {
        Plan plan = plan(TARGET, items(count));

        assertThat(plan.acceptance())
                .isEqualTo(new Acceptance(Reason.InvalidSpec, "spec.items: 1 to 100 items, saw " + count));
        assertThat(plan.items())
                .hasSize(planned)
                .allMatch(item -> item.refusals().isEmpty());
    }

    @ParameterizedTest
    @Tag("N04")
    @ValueSource(ints = {1, 100})
    void acceptsAsManyItemsAsTheSchema(int count) {
        Plan plan = plan(TARGET, items(count));

        assertThat(plan.acceptance()).isEqualTo(Acceptance.ACCEPTED);
        assertThat(plan.items()).hasSize(count);
    }

    @Test
    @Tag("N04")
    void refusesLongTextsWithoutQuotingThem() {
        String megabyte = "x".repeat(1_400_000);
        Plan plan = plan(TARGET, "{name: a, title: %s, %s}".formatted(megabyte, MANUAL));

        assertThat(plan.acceptance().message())
                .isEqualTo("spec.items[0].title: must be at most 200 characters without control characters");
    }

    @Test
    void showsTheFirstFiveRefusals() {
        Plan plan = plan("target: {name: ''}", "{name: A}, {name: b}, {name: b}, " + ITEM);

        assertThat(plan.acceptance().message())
                .isEqualTo("spec.target.name: must be the name of an object"
                        + "; spec.items[0].name: must be a DNS label of 1 to 63 characters"
                        + "; spec.items[0]: exactly one of document, loadTest, dns, loadBalancer, tls, http, tcp, monitoringAgent, metrics, goldenSignals, dashboard, alerts, resilience, dependency, config, job, manual, canary, rollback, resource must be set"
                        + "; spec.items[1]: exactly one of document, loadTest, dns, loadBalancer, tls, http, tcp, monitoringAgent, metrics, goldenSignals, dashboard, alerts, resilience, dependency, config, job, manual, canary, rollback, resource must be set"
                        + "; spec.items[2].name: another item has this name (and 1 more)");
    }

    @Test
    void aSpecThatCannotBeReadIsRefusedAsAWhole() {
        Plan plan = planner.plan(spec("target: {name: a}, gate: {mode: Sometimes}, items: [" + ITEM + "]"));

        assertThat(plan.acceptance())
                .isEqualTo(
                        new Acceptance(
                                Reason.InvalidSpec,
                                "spec.gate.mode: cannot be read; expected a value as in kubectl explain, saw another type or word"));
        assertThat(plan.items()).isEmpty();
        assertThat(plan.suspended()).isFalse();
        assertThat(plan.gate().mode()).isEqualTo(GateMode.Pause);
    }

    @Test
    void aMissingSpecIsRefused() {
        Plan plan = planner.plan(null);

        assertThat(plan.acceptance())
                .isEqualTo(
                        new Acceptance(Reason.InvalidSpec, "spec: is missing; a checklist needs a target and items"));
        assertThat(plan.items()).isEmpty();
    }

    @Test
    void aCheckThatThrowsRefusesItsItemOnly() {
        Check<CanaryParams> broken = new Stub<>(CanaryParams.class) {
            @Override
            public void refuse(CanaryParams params, Refusals refusals) {
                throw new IllegalStateException("secret");
            }
        };
        String canary = "{name: broken, canary: {strategy: {ingress: {name: a}}}}";

        Plan plan = planner(new ManualCheck(), broken)
                .plan(spec("target: {name: a}, items: [" + canary + ", " + ITEM + "]"));

        assertThat(plan.acceptance().message())
                .matches("spec\\.items\\[0]\\.canary: a defect in Launchgate, see its log, id [0-9a-f]+");
        assertThat(plan.items().get(1).refusals()).isEmpty();
    }

    private Plan plan(String spec, String items) {
        return planner.plan(spec(spec + ", items: [" + items + "]"));
    }

    private static String items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{name: i" + i + ", " + MANUAL + "}")
                .collect(Collectors.joining(", "));
    }

    private static List<String> names(Plan plan) {
        return plan.items().stream().map(PlannedItem::name).toList();
    }

    private static List<String> refusals(Plan plan) {
        List<Refusals.Refusal> all = new ArrayList<>(plan.refusals());
        plan.items().forEach(item -> all.addAll(item.refusals()));
        return all.stream().map(Refusals.Refusal::toString).toList();
    }

    /** Decodes as the operator does. */
    private static LaunchChecklistSpec spec(String flow) {
        return Serialization.unmarshal("---\n{spec: {" + flow + "}}", LaunchChecklist.class)
                .getSpec();
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\' ? "" + (char) c : "\\u%04x".formatted(c))
                .collect(Collectors.joining());
    }

    private static ChecklistPlanner planner(Check<?>... given) {
        List<Check<?>> checks = new ArrayList<>(List.of(given));
        for (Class<?> kind : CheckParams.class.getPermittedSubclasses()) {
            if (checks.stream().noneMatch(check -> check.params().equals(kind))) {
                checks.add(new Stub<>(kind.asSubclass(CheckParams.class)));
            }
        }
        return new ChecklistPlanner(new CheckRegistry(checks));
    }

    /** A check that accepts everything. */
    private static class Stub<P extends CheckParams> implements Check<P> {
        private final Class<P> kind;

        Stub(Class<P> kind) {
            this.kind = kind;
        }

        @Override
        public Class<P> params() {
            return kind;
        }

        @Override
        public Section section() {
            return Section.Other;
        }

        @Override
        public Judgement judge(P params, Facts facts) {
            return Judgement.pass("stub");
        }
    }
}
