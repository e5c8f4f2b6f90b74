package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.status.Reason;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TcpCheckTest {
    private static final TcpCheck CHECK = new TcpCheck();
    private static final TcpConnect PROBE = new TcpConnect("vm-1.example.com", 9100);
    private static final String ONE = "targets: ['vm-1.example.com:9100']";
    private static final String ONE_CLOSED = "{targets: ['vm-1.example.com:9100'], expect: Closed}";
    private static final String SUBJECT = "vm-1.example.com:9100 from the operator's network";

    @Test
    void isShownUnderMonitoringAndJudgedBeforeTheRelease() {
        assertThat(CHECK.section()).isEqualTo(Section.Monitoring);
        assertThat(CHECK.phase()).isEqualTo(Phase.BeforeRelease);
    }

    @Test
    void plansOneConnectForEachTarget() {
        Needs needs = Spec.plan(
                CHECK, "targets: ['vm-1.example.com:9100', '198.51.100.7:1', '[2001:db8::7]:65535']", new FakeFacts());

        assertThat(needs.probes())
                .containsExactlyInAnyOrder(
                        PROBE, new TcpConnect("198.51.100.7", 1), new TcpConnect("2001:db8::7", 65_535));
    }

    static Stream<Arguments> judgements() {
        return Stream.of(
                row("open", ONE, answered(), pass(SUBJECT)),
                row("not measured", ONE, facts -> facts, pending(Reason.NotMeasuredYet, "not measured yet")),
                row(
                        "too old",
                        ONE,
                        facts -> facts.tooOld(PROBE),
                        unknown(
                                Reason.ResultTooOld,
                                SUBJECT + ": the last answer is too old for a decision; the operator is behind with its"
                                        + " probes")),
                row(
                        "dropped by a firewall",
                        ONE,
                        failed(Cause.Timeout, ProbeFailure.Phase.Connect, ""),
                        fail(
                                Reason.PortFiltered,
                                "vm-1.example.com:9100: no answer from the operator's network; open the firewall or check"
                                        + " the host")),
                row(
                        "slow name server is no firewall",
                        ONE,
                        failed(Cause.Timeout, ProbeFailure.Phase.Resolve, ""),
                        unknown(Reason.NameNotResolved, SUBJECT + ": the name could not be looked up (timeout)")),
                row(
                        "refused",
                        ONE,
                        failed(Cause.ConnectionRefused, ProbeFailure.Phase.Connect, ""),
                        fail(Reason.ConnectionRefused, SUBJECT + ": refused; nothing listens there")),
                row(
                        "no route",
                        ONE,
                        failed(Cause.NetworkError, ProbeFailure.Phase.Connect, "no route"),
                        unknown(Reason.NetworkError, SUBJECT + ": connection failed (no route)")),
                row(
                        "denied",
                        ONE,
                        failed(Cause.EgressDenied, ProbeFailure.Phase.Connect, ""),
                        unknown(Reason.EgressDenied, SUBJECT + ": not an allowed destination; ask the platform team")),
                row(
                        "unresolvable",
                        ONE,
                        failed(Cause.NameNotResolved, ProbeFailure.Phase.Resolve, "SERVFAIL"),
                        unknown(Reason.NameNotResolved, SUBJECT + ": the name could not be looked up (SERVFAIL)")),
                row(
                        "no such name",
                        ONE,
                        failed(Cause.NameNotFound, ProbeFailure.Phase.Resolve, ""),
                        fail(
                                Reason.NameNotFound,
                                SUBJECT + ": the name does not exist; create the record or correct the name")),
                row(
                        "defect",
                        ONE,
                        failed(Cause.InternalError, ProbeFailure.Phase.Connect, "ab12"),
                        unknown(Reason.InternalError, "a defect in Launchgate, see its log, id ab12")),
                row(
                        "expected closed, open",
                        ONE_CLOSED,
                        answered(),
                        fail(Reason.PortOpen, SUBJECT + ": expected closed, saw open; close the firewall or the port")),
                row(
                        "expected closed, dropped",
                        ONE_CLOSED,
                        failed(Cause.Timeout, ProbeFailure.Phase.Connect, ""),
                        pass(SUBJECT)),
                row(
                        "expected closed, refused",
                        ONE_CLOSED,
                        failed(Cause.ConnectionRefused, ProbeFailure.Phase.Connect, ""),
                        pass(SUBJECT)),
                row(
                        "expected closed, denied is never closed",
                        ONE_CLOSED,
                        failed(Cause.EgressDenied, ProbeFailure.Phase.Connect, ""),
                        unknown(Reason.EgressDenied, SUBJECT + ": not an allowed destination; ask the platform team")),
                row(
                        "expected closed, no route is no proof",
                        ONE_CLOSED,
                        failed(Cause.NetworkError, ProbeFailure.Phase.Connect, "no route"),
                        unknown(Reason.NetworkError, SUBJECT + ": connection failed (no route)")),
                row(
                        "expected closed, slow name server is no proof",
                        ONE_CLOSED,
                        failed(Cause.Timeout, ProbeFailure.Phase.Resolve, ""),
                        unknown(Reason.NameNotResolved, SUBJECT + ": the name could not be looked up (timeout)")),
                row(
                        "expected closed, no such name",
                        ONE_CLOSED,
                        failed(Cause.NameNotFound, ProbeFailure.Phase.Resolve, ""),
                        fail(
                                Reason.NameNotFound,
                                SUBJECT + ": the name does not exist; create the record or correct the name")),
                row(
                        "expected closed, not measured",
                        ONE_CLOSED,
                        facts -> facts,
                        pending(Reason.NotMeasuredYet, "not measured yet")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("judgements")
    void judges(String name, String spec, UnaryOperator<FakeFacts> world, Judgement expected) {
        assertThat(Spec.judge(CHECK, spec, world.apply(new FakeFacts()))).isEqualTo(expected);
    }

    @Test
    void failsWhenOneOfThreeIsClosed() {
        FakeFacts facts = new FakeFacts()
                .answer(new TcpConnect("a.example.com", 1), new TcpAnswer())
                .failure(new TcpConnect("b.example.com", 2), Cause.ConnectionRefused, ProbeFailure.Phase.Connect, "")
                .answer(new TcpConnect("c.example.com", 3), new TcpAnswer());

        Judgement judgement =
                Spec.judge(CHECK, "targets: ['a.example.com:1', 'b.example.com:2', 'c.example.com:3']", facts);

        assertThat(judgement)
                .isEqualTo(fail(
                        Reason.ConnectionRefused,
                        "b.example.com:2 from the operator's network: refused; nothing listens there"));
    }

    @Test
    void judgesAllTargetsAndTellsTheFirstThatFails() {
        FakeFacts facts = new FakeFacts()
                .failure(new TcpConnect("a.example.com", 1), Cause.NetworkError, ProbeFailure.Phase.Connect, "reset")
                .failure(new TcpConnect("b.example.com", 2), Cause.Timeout, ProbeFailure.Phase.Connect, "")
                .failure(new TcpConnect("c.example.com", 3), Cause.ConnectionRefused, ProbeFailure.Phase.Connect, "");

        Judgement judgement =
                Spec.judge(CHECK, "targets: ['a.example.com:1', 'b.example.com:2', 'c.example.com:3']", facts);

        assertThat(judgement)
                .isEqualTo(fail(
                        Reason.PortFiltered,
                        "b.example.com:2: no answer from the operator's network; open the firewall or check the host"
                                + " (and 1 more)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    vm-1.example.com
                    vm-1.example.com:
                    vm-1.example.com:0
                    vm-1.example.com:65536
                    vm-1.example.com:99999999999
                    vm-1.example.com:080
                    vm-1.example.com:-1
                    vm-1.example.com:9100-9110
                    198.51.100.0/24:9100
                    198.51.100.7/32
                    2001:db8::7:9100
                    [2001:db8::7]
                    [2001:db8::7%eth0]:9100
                    [198.51.100.7]:9100
                    0x7f.1:80
                    0177.0.0.1:80
                    2130706433:80
                    127.1:80
                    *.example.com:80
                    -a.example.com:80
                    a..example.com:80
                    user@host:80
                    http://host:80
                    'host name:80'
                    'höst:80'
                    """)
    void refusesWhatIsNotOneHostAndPort(String target) {
        assertThat(Spec.refusals(CHECK, "targets: ['ok.example.com:1', '" + target + "']"))
                .containsExactly("targets[1]: " + HostPort.EXPECTED);
    }

    @Test
    void refusalSaysFirstWhatATargetIs() {
        assertThat(HostPort.EXPECTED).startsWith("host:port ");
    }

    @ParameterizedTest
    @CsvSource({"a:1", "a_b.example.com:65535", "A.Example.com.:80", "'[::1]:80'", "127.0.0.1:80"})
    void acceptsHostAndPort(String target) {
        assertThat(Spec.refusals(CHECK, "targets: ['" + target + "']")).isEmpty();
    }

    @Test
    void refusesNoTargets() {
        assertThat(Spec.refusals(CHECK, "targets: []")).containsExactly("targets: 1 to 20 elements, saw 0");
        assertThat(Spec.refusals(CHECK, "{}")).containsExactly("targets: 1 to 20 elements, saw 0");
    }

    @Test
    void refusesTooManyTargets() {
        List<String> targets =
                IntStream.rangeClosed(1, 21).mapToObj(i -> "h:" + i).toList();

        assertThat(Spec.refusals(CHECK, "targets: " + targets)).containsExactly("targets: 1 to 20 elements, saw 21");
    }

    private static UnaryOperator<FakeFacts> answered() {
        return facts -> facts.answer(PROBE, new TcpAnswer());
    }

    private static UnaryOperator<FakeFacts> failed(Cause cause, ProbeFailure.Phase phase, String detail) {
        return facts -> facts.failure(PROBE, cause, phase, detail);
    }

    private static Arguments row(String name, String spec, UnaryOperator<FakeFacts> world, Judgement expected) {
        return arguments(name, spec, world, expected);
    }
}
