package dev.launchgate.check;

import static dev.launchgate.check.AlertRoutesReaderTest.state;
import static dev.launchgate.check.AlertRulesReaderTest.ANSWER;
import static dev.launchgate.check.AlertRulesReaderTest.groups;
import static dev.launchgate.check.AlertRulesReaderTest.rule;
import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.status.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsCheckTest {
    private static final AlertsCheck CHECK = new AlertsCheck();
    private static final String SERVERS =
            "prometheus: {url: 'https://prom.example.com'}\nalertmanager: {url: 'https://am.example.com/x/'}\n";
    private static final String TWO = SERVERS + "rules: {names: [Down, Errors]}\n";
    private static final String GOOD =
            groups(rule("Down", "{\"severity\":\"page\"}") + "," + rule("Errors", "{\"severity\":\"ticket\"}"));
    private static final String CONFIG = """
            route:
              receiver: default
              routes:
              - {match: {severity: page}, receiver: pager, continue: true, routes: [{match: {team: ml}, receiver: ml}]}
              - {match: {severity: page}, receiver: log}
              - {match: {severity: none}, receiver: "null"}
            receivers:
            - {name: default, email_configs: [{to: a}]}
            - {name: pager, pagerduty_configs: [{}]}
            - {name: ml, slack_configs: [{}]}
            - {name: log}
            - {name: "null"}
            """;

    private static FakeFacts facts(String yaml, String rules, String config) {
        FakeFacts facts = new FakeFacts();
        return answered(yaml, facts, rules, config);
    }

    private static FakeFacts answered(String yaml, FakeFacts facts, String rules, String config) {
        for (Fetch fetch : Fetches.of(CHECK, yaml, facts)) {
            boolean prometheus = Fetches.address(fetch).contains("/api/v1/rules");
            facts.answer(fetch, Fetches.answer(fetch, 200, prometheus ? rules : state(config)));
        }
        return facts;
    }

    private static Judgement judged(String yaml, String rules, String config) {
        return Spec.judge(CHECK, yaml, facts(yaml, rules, config));
    }

    @Test
    void itIsJudgedBeforeTheRelease() {
        assertThat(CHECK.phase()).isEqualTo(Phase.BeforeRelease);
        assertThat(CHECK.section()).isEqualTo(Section.Monitoring);
    }

    @Test
    void bothServersAreAsked() {
        assertThat(Fetches.of(CHECK, TWO, new FakeFacts()))
                .extracting(Fetches::address)
                .containsExactly(
                        "https://am.example.com/x/api/v2/status",
                        "https://prom.example.com/api/v1/rules?type=alert&exclude_alerts=true&rule_name%5B%5D=Down"
                                + "&rule_name%5B%5D=Errors");
        assertThat(Fetches.of(
                        CHECK,
                        SERVERS.lines().findFirst().orElseThrow() + "\nrouting: Skip\nrules: {names: ['A b+c']}",
                        new FakeFacts()))
                .extracting(Fetches::address)
                .containsExactly(
                        "https://prom.example.com/api/v1/rules?type=alert&exclude_alerts=true&rule_name%5B%5D=A%20b%2Bc");
        String many = SERVERS + "rules: {names: [%s, %s]}".formatted("x".repeat(1_000), "y".repeat(1_000));
        assertThat(Fetches.of(CHECK, many, new FakeFacts()))
                .extracting(Fetches::address)
                .contains("https://prom.example.com/api/v1/rules?type=alert");
    }

    @Test
    void leftOutTheAdministratorsServersAreAsked() {
        FakeFacts facts =
                new FakeFacts().administered(MonitoringSystem.Prometheus).administered(MonitoringSystem.Alertmanager);
        assertThat(Fetches.of(CHECK, "rules: {names: [Down]}", facts))
                .extracting(Fetch::from)
                .containsExactly(
                        new FetchFrom.Administered(
                                MonitoringSystem.Prometheus,
                                "/api/v1/rules?type=alert&exclude_alerts=true&rule_name%5B%5D=Down"),
                        new FetchFrom.Administered(MonitoringSystem.Alertmanager, "/api/v2/status"));
    }

    @Test
    void withoutServersEachIsMissed() {
        assertThat(Spec.judge(CHECK, "rules: {names: [Down]}", new FakeFacts()))
                .isEqualTo(Judgement.unknown(
                        Reason.ServerNotConfigured,
                        "no Prometheus to ask; name one in the item, or let the administrator set"
                                + " launchgate.prometheus.url (and 1 more)"));
    }

    @Test
    void rulesThatReachPeoplePass() {
        assertThat(judged(TWO, GOOD, CONFIG)).isEqualTo(Judgement.pass("Down, Errors"));
    }

    @Test
    void whatIsNotLoadedFails() {
        assertFail(
                judged(TWO, groups(rule("Down", "{}")), CONFIG),
                Reason.AlertRuleMissing,
                "Errors not loaded; does the Prometheus select the rule object?");
        assertFail(
                judged(TWO, groups(""), CONFIG),
                Reason.AlertRuleMissing,
                "Down, Errors not loaded; does the Prometheus select the rule object?");
    }

    @Test
    void inAPartialAnswerNothingIsProvenMissing() {
        assertThat(judged(
                        TWO,
                        groups(rule("Down", "{}")).replace("{\"status\"", "{\"warnings\":[\"x\"],\"status\""),
                        CONFIG))
                .isEqualTo(Judgement.unknown(
                        Reason.DataPartial, "Errors not in an answer that carries warnings; check the server"));
        assertThat(judged(TWO, GOOD.replace("{\"status\"", "{\"warnings\":[\"x\"],\"status\""), CONFIG)
                        .verdict())
                .isEqualTo(Verdict.Pass);
    }

    @Test
    void whatCannotBeEvaluatedFails() {
        assertFail(
                judged(TWO, GOOD.replaceFirst("\"ok\"", "\"err\""), CONFIG),
                Reason.AlertRuleUnhealthy,
                "Down: evaluation fails; the server's own page says why");
    }

    @Test
    void whatWasJustLoadedIsUnknown() {
        assertThat(judged(TWO, GOOD.replace("\"ok\"", "\"unknown\""), CONFIG))
                .isEqualTo(Judgement.unknown(
                        Reason.AlertRuleNotEvaluated,
                        "Down, Errors: loaded, not evaluated yet; judged after the first evaluation"));
    }

    @Test
    void firingMattersWhereTheItemSaysSo() {
        String firing = GOOD.replaceFirst("inactive", "firing");
        assertThat(judged(TWO, firing, CONFIG).verdict()).isEqualTo(Verdict.Pass);
        assertFail(
                judged(TWO + "whileFiring: Fail\n", firing, CONFIG),
                Reason.AlertFiring,
                "Down: expected not to fire, saw it firing; mend what it tells of");
        assertThat(judged(TWO + "whileFiring: Fail\n", GOOD.replaceFirst("inactive", "pending"), CONFIG)
                        .verdict())
                .isEqualTo(Verdict.Pass);
    }

    @Test
    void allPartsAreJudged() {
        assertFail(
                judged(
                        SERVERS
                                + "rules: {names: [Down, Errors, Fresh, Absent]}\nwhileFiring: Fail\nlabels: {severity: none}",
                        ANSWER,
                        CONFIG),
                Reason.AlertRuleMissing,
                "Absent not loaded; does the Prometheus select the rule object? (and 4 more)");
    }

    @Test
    void aReceiverWithoutIntegrationNotifiesNobody() {
        assertFail(
                judged(
                        SERVERS + "rules: {names: [Down]}\nlabels: {severity: none}",
                        groups(rule("Down", "{}")),
                        CONFIG),
                Reason.AlertNotRouted,
                "Down ends at 'null', which notifies nobody; route it elsewhere, or give that receiver an integration");
        assertThat(judged(SERVERS + "rules: {names: [Down]}", groups(rule("Down", "{\"severity\":\"page\"}")), CONFIG)
                        .verdict())
                .as("it also goes to log, which notifies nobody, but pager does")
                .isEqualTo(Verdict.Pass);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        pager      | ''    | Pass | |
        default    | ''    | Fail | ReceiverMismatch | Down arrives at pager, log, expected default; correct its labels or the routes
        pager, ml  | ''    | Fail | ReceiverMismatch | Down arrives at pager, log, expected pager, ml; correct its labels or the routes
        ml         | team: ml | Pass | |
        pager      | team: ml | Fail | ReceiverMismatch | Down arrives at ml, log, expected pager; correct its labels or the routes
        pager, log | ''    | Fail | AlertNotRouted | Down ends at 'log', which notifies nobody; route it elsewhere, or give that receiver an integration
        """)
    void itMustArriveWhereItIsExpected(
            String receivers, String labels, Verdict verdict, Reason reason, String message) {
        Judgement judgement = judged(
                SERVERS + "rules: {names: [Down]}\nreceivers: [%s]\nlabels: {%s}\n".formatted(receivers, labels),
                groups(rule("Down", "{\"severity\":\"page\"}")),
                CONFIG);
        assertThat(judgement)
                .isEqualTo(verdict == Verdict.Pass ? Judgement.pass("Down") : new Judgement(verdict, reason, message));
    }

    @Test
    void theRulesOwnLabelsWin() {
        assertFail(
                judged(
                        SERVERS + "rules: {names: [Down]}\nlabels: {severity: page}",
                        groups(rule("Down", "{\"severity\":\"none\"}")),
                        CONFIG),
                Reason.AlertNotRouted,
                "Down ends at 'null', which notifies nobody; route it elsewhere, or give that receiver an integration");
    }

    @Test
    void theNameIsALabel() {
        assertFail(
                judged(
                        SERVERS + "rules: {names: [Down]}",
                        groups(rule("Down", "{}")),
                        CONFIG.replace("severity: none", "alertname: Down")),
                Reason.AlertNotRouted,
                "Down ends at 'null', which notifies nobody; route it elsewhere, or give that receiver an integration");
    }

    @Test
    void aTemplateIsNoValue() {
        String rules = groups(rule("Down", "{\"severity\":\"{{ $labels.severity }}\"}"));
        assertFail(
                judged(SERVERS + "rules: {names: [Down]}", rules, CONFIG),
                Reason.AlertNotRouted,
                "Down: label severity is written by a template and decides the route; give its value in labels");
        assertThat(judged(SERVERS + "rules: {names: [Down]}\nlabels: {severity: page}", rules, CONFIG)
                        .verdict())
                .isEqualTo(Verdict.Pass);
        assertThat(judged(
                                SERVERS + "rules: {names: [Down]}",
                                groups(rule("Down", "{\"summary\":\"{{ $value }}\"}")),
                                CONFIG)
                        .verdict())
                .as("no route asks for it")
                .isEqualTo(Verdict.Pass);
    }

    @Test
    void everyRuleOfANameIsRouted() {
        assertFail(
                judged(
                        SERVERS + "rules: {names: [Down]}",
                        groups(rule("Down", "{\"severity\":\"page\"}") + "," + rule("Down", "{\"severity\":\"none\"}")),
                        CONFIG),
                Reason.AlertNotRouted,
                "Down ends at 'null', which notifies nobody; route it elsewhere, or give that receiver an integration");
    }

    @Test
    void skippedRoutingAsksNoAlertmanager() {
        String yaml = "prometheus: {url: 'https://prom.example.com'}\nrouting: Skip\nrules: {names: [Down]}";
        assertThat(judged(yaml, groups(rule("Down", "{\"severity\":\"none\"}")), ""))
                .isEqualTo(Judgement.pass("Down"));
    }

    @Test
    void allAlertsOfAnObjectAreMeant() {
        String yaml = SERVERS + "rules: {prometheusRule: {name: ml-rules}}\n";
        FakeFacts facts = new FakeFacts().with(ResourceKind.PROMETHEUS_RULE, """
                metadata: {name: ml-rules, namespace: ml}
                spec:
                  groups:
                  - {name: a, rules: [{alert: Down}, {record: x}, {alert: Errors}]}
                  - {name: b, rules: [{alert: Down}]}
                """);
        assertThat(Spec.judge(CHECK, yaml, answered(yaml, facts, GOOD, CONFIG)))
                .isEqualTo(Judgement.pass("Down, Errors"));
        assertThat(Fetches.of(CHECK, yaml, facts))
                .extracting(Fetches::address)
                .anyMatch(address -> address.endsWith("=Down&rule_name%5B%5D=Errors"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "groups: []",
                "groups: [{name: a}]",
                "groups: [{rules: [{record: x}, {alert: ''}, 7]}]",
                "groups: 7"
            })
    void anObjectWithoutAlertsFails(String spec) {
        String yaml = SERVERS + "rules: {prometheusRule: {name: ml-rules}}\n";
        FakeFacts facts = new FakeFacts()
                .with(
                        ResourceKind.PROMETHEUS_RULE,
                        "metadata: {name: ml-rules, namespace: ml}\nspec: {%s}"
                                .formatted(spec.equals("{}") ? "" : spec));
        assertFail(
                Spec.judge(CHECK, yaml, answered(yaml, facts, GOOD, CONFIG)),
                Reason.AlertRuleMissing,
                "PrometheusRule ml-rules: expected at least one alert, saw none; add one, or name the alerts");
    }

    @Test
    void theObjectMustBeReadable() {
        String yaml = SERVERS + "rules: {prometheusRule: {name: ml-rules}}\n";
        assertFail(
                Spec.judge(CHECK, yaml, answered(yaml, new FakeFacts(), GOOD, CONFIG)),
                Reason.ObjectMissing,
                "PrometheusRule ml-rules not found in ml; create it or correct the name");
        FakeFacts absent = new FakeFacts()
                .obstacle(ResourceKind.PROMETHEUS_RULE, Obstacle.notInstalled(ResourceKind.PROMETHEUS_RULE));
        assertThat(Spec.judge(CHECK, yaml, answered(yaml, absent, GOOD, CONFIG)))
                .isEqualTo(Judgement.unknown(
                        Reason.KindNotInstalled,
                        "PrometheusRule.monitoring.coreos.com is not installed in this cluster"));
        FakeFacts forbidden =
                new FakeFacts().obstacle(ResourceKind.PROMETHEUS_RULE, new Obstacle(Reason.Forbidden, "may not list"));
        assertThat(Spec.judge(CHECK, yaml, answered(yaml, forbidden, GOOD, CONFIG)))
                .isEqualTo(Judgement.unknown(Reason.Forbidden, "may not list"));
    }

    @Test
    void whatIsNoAnswerIsMalformed() {
        assertThat(judged(TWO, "<html>", CONFIG))
                .isEqualTo(Judgement.unknown(
                        Reason.DataMalformed, "https://prom.example.com: not a list of rules (line 1, column 1)"));
        assertThat(judged(TWO, GOOD, "route: [hunter2"))
                .isEqualTo(Judgement.unknown(
                        Reason.DataMalformed,
                        "https://am.example.com/x/: not the state of an Alertmanager (configuration, line 1)"));
        assertThat(judged(TWO, "{\"status\":\"error\"}", CONFIG))
                .isEqualTo(Judgement.unknown(
                        Reason.ServerError,
                        "https://prom.example.com: answers with an error instead of rules; check the server"));
        assertThat(judged(
                        TWO,
                        GOOD,
                        CONFIG.replace("severity: none}", "severity: none}, match_re: {a: '(b{999}){999}'}")))
                .isEqualTo(
                        Judgement.unknown(
                                Reason.DataTooLarge,
                                "https://am.example.com/x/: its routes take too long to compare; make their expressions smaller"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, AuthenticationRequired",
        "403, AuthenticationRequired",
        "302, RedirectRefused",
        "404, ServerError",
        "503, ServerError"
    })
    void codesAreUnknown(int status, Reason reason) {
        for (String server : List.of("/api/v1/rules", "/api/v2/status")) {
            FakeFacts facts = facts(TWO, GOOD, CONFIG);
            Fetch fetch = Fetches.of(CHECK, TWO, facts).stream()
                    .filter(each -> Fetches.address(each).contains(server))
                    .findFirst()
                    .orElseThrow();
            assertThat(Spec.judge(CHECK, TWO, facts.answer(fetch, Fetches.answer(fetch, status, "<html>"))))
                    .satisfies(judgement -> {
                        assertThat(judgement.verdict()).isEqualTo(Verdict.Unknown);
                        assertThat(judgement.reason()).isEqualTo(reason);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"Timeout", "NetworkError", "EgressDenied", "TlsFailed", "DataTooLarge", "SecretNotShared"})
    void eitherServerMayBeSilent(Cause cause) {
        for (int i = 0; i < 2; i++) {
            FakeFacts facts = facts(TWO, GOOD, CONFIG);
            facts.failure(Fetches.of(CHECK, TWO, facts).get(i), cause, ProbeFailure.Phase.Exchange, "x");
            assertThat(Spec.judge(CHECK, TWO, facts).verdict()).isEqualTo(Verdict.Unknown);
        }
    }

    @Test
    void beforeTheFirstAnswersNothingIsKnown() {
        assertThat(Spec.judge(CHECK, TWO, new FakeFacts()))
                .isEqualTo(Judgement.pending(Reason.NotMeasuredYet, "not measured yet (and 1 more)"));
        FakeFacts facts = facts(TWO, GOOD, CONFIG);
        facts.tooOld(Fetches.of(CHECK, TWO, facts).getFirst());
        assertThat(Spec.judge(CHECK, TWO, facts).reason()).isEqualTo(Reason.ResultTooOld);
    }
}
