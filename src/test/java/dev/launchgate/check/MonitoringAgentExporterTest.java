package dev.launchgate.check;

import static dev.launchgate.check.LoadBalancerWorld.assertFail;
import static dev.launchgate.check.LoadBalancerWorld.assertPass;
import static dev.launchgate.check.LoadBalancerWorld.assertUnknown;
import static dev.launchgate.check.MonitoringAgentWorld.judge;
import static dev.launchgate.check.MonitoringAgentWorld.params;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.status.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringAgentExporterTest {
    private static final String ITEM =
            "agent: {exporter: {targets: ['vm-1.example.com:9100'], metric: node_exporter_build_info}}";
    private static final String TWO =
            "agent: {exporter: {targets: ['vm-1.example.com:9100', '[2001:db8::1]:9100'], metric: node_exporter_build_info}}";
    private static final HttpExchange FIRST = probe("http://vm-1.example.com:9100/metrics");
    private static final HttpExchange SECOND = probe("http://[2001:db8::1]:9100/metrics");

    private static HttpExchange probe(String url) {
        return new HttpExchange(
                HttpMethod.GET, url, null, Map.of(), null, null, "(?m)^node_exporter_build_info[{ \\t]");
    }

    @Test
    void everyExporterIsAsked() {
        Needs needs = new Needs();
        new MonitoringAgentCheck().plan(params(TWO), new FakeFacts(), needs);
        assertThat(needs.probes()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void thePathMayHaveAQuery() {
        Needs needs = new Needs();
        new MonitoringAgentCheck()
                .plan(params(ITEM.replace("metric:", "path: '/m?collect[]=cpu', metric:")), new FakeFacts(), needs);
        assertThat(needs.probes()).containsExactly(probe("http://vm-1.example.com:9100/m?collect[]=cpu"));
    }

    @Test
    void theOtherFormsNeedNoProbe() {
        Needs needs = new Needs();
        new MonitoringAgentCheck().plan(params("agent: {daemonSet: {name: d}}"), new FakeFacts(), needs);
        assertThat(needs.probes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            node_exporter_build_info{version="1"} 1 | true
            node_exporter_build_info 1              | true
            a 1\\nnode_exporter_build_info 1        | true
            node_exporter_build_info_total 1        | false
            # TYPE node_exporter_build_info gauge   | false
            my_node_exporter_build_info 1           | false
            """)
    void aSeriesStartsALine(String body, boolean found) {
        assertThat(Pattern.compile(String.valueOf(FIRST.find()))
                        .matcher(body.replace("\\n", "\n"))
                        .find())
                .isEqualTo(found);
    }

    @Test
    void anExporterWithItsMetricPasses() {
        assertPass(
                judge(ITEM, new FakeFacts().answer(FIRST, new HttpAnswer(200, true))),
                "vm-1.example.com:9100: as expected");
        assertPass(
                judge(
                        TWO,
                        new FakeFacts()
                                .answer(FIRST, new HttpAnswer(200, true))
                                .answer(SECOND, new HttpAnswer(200, true))),
                "2 exporters: as expected");
    }

    @Test
    void anExporterWithoutItsMetricIsSilent() {
        assertFail(
                judge(ITEM, new FakeFacts().answer(FIRST, new HttpAnswer(200, false))),
                Reason.ExporterSilent,
                "vm-1.example.com:9100 answers, without node_exporter_build_info; correct path or metric");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 401, 404, 500, 503})
    void anotherCodeIsNoMetrics(int code) {
        assertFail(
                judge(ITEM, new FakeFacts().answer(FIRST, new HttpAnswer(code, true))),
                Reason.ExporterSilent,
                "vm-1.example.com:9100 answers %d, without node_exporter_build_info; correct path, or let the operator in"
                        .formatted(code));
    }

    @Test
    void silenceToTheConnectIsAFirewall() {
        assertFail(
                judge(ITEM, new FakeFacts().failure(FIRST, Cause.Timeout, Phase.Connect, "")),
                Reason.PortFiltered,
                "vm-1.example.com:9100: no answer from the operator's network; open the firewall or check the host");
    }

    @Test
    void aRefusedConnectFails() {
        assertFail(
                judge(ITEM, new FakeFacts().failure(FIRST, Cause.ConnectionRefused, Phase.Connect, "")),
                Reason.ConnectionRefused,
                "vm-1.example.com:9100 from the operator's network: refused; nothing listens there");
    }

    @Test
    void aNameThatDoesNotExistFails() {
        assertFail(
                judge(ITEM, new FakeFacts().failure(FIRST, Cause.NameNotFound, Phase.Resolve, "")),
                Reason.NameNotFound,
                "vm-1.example.com:9100 from the operator's network: the name does not exist; create the record or"
                        + " correct the name");
    }

    @ParameterizedTest
    @CsvSource({
        "Timeout, Exchange, Timeout, no complete answer within 5s",
        "NetworkError, Exchange, NetworkError, connection failed (detail)",
        "EgressDenied, Connect, EgressDenied, not an allowed destination; ask the platform team",
        "NameNotResolved, Resolve, NameNotResolved, the name could not be looked up (detail)",
        "DataMalformed, Exchange, DataMalformed, detail",
        "DataTooLarge, Exchange, DataTooLarge, detail",
    })
    void whatCouldNotBeMeasuredIsUnknown(Cause cause, Phase phase, Reason reason, String message) {
        assertUnknown(
                judge(ITEM, new FakeFacts().failure(FIRST, cause, phase, "detail")),
                reason,
                "vm-1.example.com:9100 from the operator's network: " + message);
    }

    @Test
    void anAnswerThatIsTooOldIsUnknown() {
        assertUnknown(
                judge(ITEM, new FakeFacts().tooOld(FIRST)),
                Reason.ResultTooOld,
                "vm-1.example.com:9100 from the operator's network: the last answer is too old for a decision; the"
                        + " operator is behind with its probes");
    }

    @Test
    void beforeTheFirstRoundItIsPending() {
        assertThat(judge(ITEM, new FakeFacts()))
                .isEqualTo(new Judgement(Verdict.Pending, Reason.NotMeasuredYet, "not measured yet"));
    }

    @Test
    void oneOfTwoThatFailsFails() {
        FakeFacts facts = new FakeFacts()
                .answer(FIRST, new HttpAnswer(200, true))
                .failure(SECOND, Cause.ConnectionRefused, Phase.Connect, "");
        assertFail(
                judge(TWO, facts),
                Reason.ConnectionRefused,
                "[2001:db8::1]:9100 from the operator's network: refused; nothing listens there");
    }
}
