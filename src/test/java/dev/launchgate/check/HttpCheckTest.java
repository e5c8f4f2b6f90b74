package dev.launchgate.check;

import static dev.launchgate.check.Judgement.fail;
import static dev.launchgate.check.Judgement.pass;
import static dev.launchgate.check.Judgement.pending;
import static dev.launchgate.check.Judgement.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.cluster.Obstacle;
import dev.launchgate.cluster.ResourceKind;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.CredentialRef;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.status.Reason;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpCheckTest {
    private static final HttpCheck CHECK = new HttpCheck();
    private static final String URL = "https://ml.example.com/healthz";
    private static final String PLAIN = "url: " + URL;
    private static final String WITH_BODY = "{url: '" + URL + "', expect: {status: ['200', 4xx], bodyMatches: 'ok?'}}";
    private static final String VIA_GATEWAY = "{url: '" + URL + "', connectTo: {gateway: {name: edge}}}";
    private static final String VIA_SERVICE = "{url: 'http://ml.example.com', connectTo: {service: {name: scoring}}}";
    private static final HttpExchange PROBE = exchange(URL, null, null, null);
    private static final String SUBJECT = "GET https://ml.example.com/healthz";

    private static final String EDGE = """
            metadata: {name: edge, namespace: ml, generation: 3}
            status:
              conditions: [{type: Programmed, status: "True", observedGeneration: 3}]
              addresses: [{type: IPAddress, value: 10.1.2.3}]
            """;
    private static final String SCORING = """
            metadata: {name: scoring, namespace: ml}
            spec: {type: ClusterIP, clusterIP: 10.96.0.7, selector: {app: scoring}}
            """;
    private static final String CANDIDATE = "metadata: {labels: {app: scoring, tier: web}}";

    @Test
    void isShownUnderIntegrationAndJudgedBeforeTheRelease() {
        assertThat(CHECK.section()).isEqualTo(Section.Integration);
        assertThat(CHECK.phase()).isEqualTo(Phase.BeforeRelease);
    }

    static Stream<Arguments> judgements() {
        return Stream.of(
                row("any 2xx", PLAIN, code(204), pass(SUBJECT)),
                row("not measured", PLAIN, facts -> facts, pending(Reason.NotMeasuredYet, "not measured yet")),
                row(
                        "too old",
                        PLAIN,
                        facts -> facts.tooOld(PROBE),
                        unknown(
                                Reason.ResultTooOld,
                                SUBJECT + ": the last answer is too old for a decision; the operator is behind with its"
                                        + " probes")),
                row(
                        "server error, with runbook",
                        PLAIN,
                        facts -> code(503).apply(facts).runbook("https://wiki.example.com/ml"),
                        fail(
                                Reason.StatusMismatch,
                                SUBJECT + ": expected 2xx, saw 503; see https://wiki.example.com/ml")),
                row(
                        "server error",
                        PLAIN,
                        code(500),
                        fail(Reason.StatusMismatch, SUBJECT + ": expected 2xx, saw 500; check the endpoint")),
                row(
                        "redirect is an answer",
                        PLAIN,
                        code(302),
                        fail(Reason.StatusMismatch, SUBJECT + ": expected 2xx, saw 302; check the endpoint")),
                row(
                        "credentials wanted",
                        PLAIN,
                        code(401),
                        fail(Reason.StatusMismatch, SUBJECT + ": expected 2xx, saw 401; check the endpoint")),
                row(
                        "class that looks like a code",
                        "{url: '" + URL + "', expect: {status: ['204', '3xx']}}",
                        code(200),
                        fail(Reason.StatusMismatch, SUBJECT + ": expected 204 or 3xx, saw 200; check the endpoint")),
                row(
                        "one of several codes",
                        "{url: '" + URL + "', expect: {status: ['204', '3xx']}}",
                        code(301),
                        pass(SUBJECT)),
                row("body found", WITH_BODY, found(404, true), pass(SUBJECT)),
                row(
                        "body not found",
                        WITH_BODY,
                        found(200, false),
                        fail(Reason.BodyMismatch, SUBJECT + ": body does not match ok?; check the endpoint")),
                row(
                        "body not found, with runbook",
                        WITH_BODY,
                        facts -> found(200, false).apply(facts).runbook("https://wiki.example.com/ml"),
                        fail(
                                Reason.BodyMismatch,
                                SUBJECT + ": body does not match ok?; see https://wiki.example.com/ml")),
                row(
                        "status comes before body",
                        WITH_BODY,
                        found(500, false),
                        fail(Reason.StatusMismatch, SUBJECT + ": expected 200 or 4xx, saw 500; check the endpoint")),
                row(
                        "HEAD",
                        "{url: '" + URL + "', method: HEAD}",
                        facts -> facts.answer(
                                new HttpExchange(HttpMethod.HEAD, URL, null, Map.of(), null, null, null),
                                new HttpAnswer(404, false)),
                        fail(
                                Reason.StatusMismatch,
                                "HEAD https://ml.example.com/healthz: expected 2xx, saw 404; check the endpoint")),
                row(
                        "query is not shown",
                        "url: 'https://ml.example.com/a?token=s3cret'",
                        facts -> facts.answer(
                                exchange("https://ml.example.com/a?token=s3cret", null, null, null),
                                new HttpAnswer(500, false)),
                        fail(
                                Reason.StatusMismatch,
                                "GET https://ml.example.com/a: expected 2xx, saw 500; check the endpoint")),
                row(
                        "certificate",
                        PLAIN,
                        failed(Cause.TlsFailed, ProbeFailure.Phase.Handshake, "unknown issuer"),
                        fail(Reason.TlsFailed, SUBJECT + ": TLS failed (unknown issuer); a tls item says more")),
                row(
                        "silent",
                        PLAIN,
                        failed(Cause.Timeout, ProbeFailure.Phase.Exchange, ""),
                        unknown(Reason.Timeout, SUBJECT + ": no complete answer within 5s")),
                row(
                        "slow name server",
                        PLAIN,
                        failed(Cause.Timeout, ProbeFailure.Phase.Resolve, ""),
                        unknown(Reason.NameNotResolved, SUBJECT + ": the name could not be looked up (timeout)")),
                row(
                        "refused",
                        PLAIN,
                        failed(Cause.ConnectionRefused, ProbeFailure.Phase.Connect, ""),
                        fail(Reason.ConnectionRefused, SUBJECT + ": refused; nothing listens there")),
                row(
                        "reset",
                        PLAIN,
                        failed(Cause.NetworkError, ProbeFailure.Phase.Exchange, "connection reset"),
                        unknown(Reason.NetworkError, SUBJECT + ": connection failed (connection reset)")),
                row(
                        "no such name",
                        PLAIN,
                        failed(Cause.NameNotFound, ProbeFailure.Phase.Resolve, ""),
                        fail(
                                Reason.NameNotFound,
                                SUBJECT + ": the name does not exist; create the record or correct the name")),
                row(
                        "name not looked up",
                        PLAIN,
                        failed(Cause.NameNotResolved, ProbeFailure.Phase.Resolve, "SERVFAIL"),
                        unknown(Reason.NameNotResolved, SUBJECT + ": the name could not be looked up (SERVFAIL)")),
                row(
                        "denied: host and port",
                        PLAIN,
                        failed(Cause.EgressDenied, ProbeFailure.Phase.Connect, ""),
                        unknown(
                                Reason.EgressDenied,
                                "ml.example.com:443: not an allowed destination; ask the platform team")),
                row(
                        "broken framing",
                        PLAIN,
                        failed(Cause.DataMalformed, ProbeFailure.Phase.Exchange, "not an HTTP response"),
                        unknown(Reason.DataMalformed, SUBJECT + ": not an HTTP response")),
                row(
                        "endless headers",
                        PLAIN,
                        failed(Cause.DataTooLarge, ProbeFailure.Phase.Exchange, "headers exceed 16 KiB"),
                        unknown(Reason.DataTooLarge, SUBJECT + ": headers exceed 16 KiB")),
                row(
                        "secret not shared",
                        PLAIN,
                        failed(Cause.SecretNotShared, ProbeFailure.Phase.Connect, "Secret s may not be sent to h"),
                        unknown(Reason.SecretNotShared, "Secret s may not be sent to h")),
                row(
                        "secret missing",
                        PLAIN,
                        failed(Cause.SecretMissing, ProbeFailure.Phase.Connect, "Secret s not found in ml"),
                        fail(Reason.ObjectMissing, "Secret s not found in ml")),
                row(
                        "secret forbidden",
                        PLAIN,
                        failed(Cause.SecretForbidden, ProbeFailure.Phase.Connect, "may not get secrets in ml"),
                        unknown(Reason.Forbidden, "may not get secrets in ml")),
                row(
                        "gateway, address never shown",
                        VIA_GATEWAY,
                        facts -> facts.with(ResourceKind.GATEWAY, EDGE)
                                .answer(exchange(URL, "10.1.2.3", null, null), new HttpAnswer(503, false)),
                        fail(
                                Reason.StatusMismatch,
                                SUBJECT + " via Gateway edge: expected 2xx, saw 503; check the endpoint")),
                row(
                        "gateway denied",
                        VIA_GATEWAY,
                        facts -> facts.with(ResourceKind.GATEWAY, EDGE)
                                .failure(
                                        exchange(URL, "10.1.2.3", null, null),
                                        Cause.EgressDenied,
                                        ProbeFailure.Phase.Connect,
                                        ""),
                        unknown(
                                Reason.EgressDenied,
                                "ml.example.com:443 via Gateway edge: not an allowed destination; ask the platform"
                                        + " team")),
                row(
                        "gateway missing",
                        VIA_GATEWAY,
                        facts -> facts,
                        fail(Reason.ObjectMissing, "Gateway edge not found in ml; create it or correct the name")),
                row(
                        "gateway and authority missing",
                        "{url: '" + URL
                                + "', connectTo: {gateway: {name: edge}}, ca: {configMap: {name: corp-ca, key: k}}}",
                        facts -> facts,
                        fail(
                                Reason.ObjectMissing,
                                "Gateway edge not found in ml; create it or correct the name (and 1 more)")),
                row(
                        "gateway API not installed",
                        VIA_GATEWAY,
                        facts -> facts.obstacle(ResourceKind.GATEWAY, Obstacle.notInstalled(ResourceKind.GATEWAY)),
                        unknown(
                                Reason.KindNotInstalled,
                                "Gateway.gateway.networking.k8s.io is not installed in this cluster")),
                row(
                        "gateways not read yet",
                        VIA_GATEWAY,
                        facts -> facts.obstacle(ResourceKind.GATEWAY, Obstacle.notSynced(ResourceKind.GATEWAY)),
                        pending(Reason.NotMeasuredYet, "gateways.gateway.networking.k8s.io are not read yet")),
                row(
                        "connect address of the spec is shown",
                        "{url: '" + URL + "', connectTo: {address: 192.0.2.9}}",
                        facts -> facts.failure(
                                exchange(URL, "192.0.2.9", null, null),
                                Cause.ConnectionRefused,
                                ProbeFailure.Phase.Connect,
                                ""),
                        fail(Reason.ConnectionRefused, SUBJECT + " via 192.0.2.9: refused; nothing listens there")),
                row(
                        "first launch: connectTo is a Service of the target",
                        VIA_SERVICE,
                        facts -> launch(facts).with(ResourceKind.SERVICE, SCORING),
                        Judgement.firstLaunch()),
                row(
                        "first launch: the Service of the target as Argo Rollouts narrows it",
                        VIA_SERVICE,
                        facts -> launch(facts)
                                .with(
                                        ResourceKind.SERVICE,
                                        SCORING.replace(
                                                "app: scoring", "app: scoring, rollouts-pod-template-hash: 5d8f7c9b6")),
                        Judgement.firstLaunch()),
                row(
                        "first launch: host is a Service of the target",
                        "url: http://scoring.ml.svc.cluster.local:8080/",
                        facts -> launch(facts).with(ResourceKind.SERVICE, SCORING),
                        Judgement.firstLaunch()),
                row(
                        "first launch: connectTo.address is a Service of the target",
                        "{url: 'http://ml.example.com', connectTo: {address: Scoring.ml.svc.}}",
                        facts -> launch(facts).with(ResourceKind.SERVICE, SCORING),
                        Judgement.firstLaunch()),
                row(
                        "first launch: Service of something else is judged",
                        VIA_SERVICE,
                        facts -> launch(facts)
                                .with(ResourceKind.SERVICE, SCORING.replace("app: scoring", "app: other"))
                                .answer(
                                        exchange("http://ml.example.com", "10.96.0.7", null, null),
                                        new HttpAnswer(200, false)),
                        pass("GET http://ml.example.com via Service scoring")),
                row(
                        "first launch: Service without selector is judged",
                        VIA_SERVICE,
                        facts -> launch(facts)
                                .with(
                                        ResourceKind.SERVICE,
                                        SCORING.replace("selector: {app: scoring}", "selector: {}")),
                        unknown(
                                Reason.EgressDenied,
                                "Service scoring: not an allowed destination, for it selects no pods; name a Service with"
                                        + " a selector")),
                row(
                        "first launch: a public name that begins alike is judged",
                        "url: http://scoring.ml.svcs.example.com/",
                        facts -> launch(facts)
                                .with(ResourceKind.SERVICE, SCORING)
                                .answer(
                                        exchange("http://scoring.ml.svcs.example.com/", null, null, null),
                                        new HttpAnswer(200, false)),
                        pass("GET http://scoring.ml.svcs.example.com/")),
                row(
                        "first launch: Service missing",
                        VIA_SERVICE,
                        facts -> launch(facts),
                        fail(Reason.ObjectMissing, "Service scoring not found in ml; create it or correct the name")),
                row(
                        "first launch: Services may not be read",
                        "url: http://scoring.ml.svc/",
                        facts -> launch(facts)
                                .obstacle(ResourceKind.SERVICE, Obstacle.forbidden(ResourceKind.SERVICE, "ml")),
                        unknown(
                                Reason.Forbidden,
                                "may not list services in ml; the operator's role lacks apiGroups [\"\"] resources"
                                        + " [services] verbs [get, list, watch]")),
                row(
                        "first launch: public host is judged",
                        PLAIN,
                        facts -> code(200).apply(launch(facts)),
                        pass(SUBJECT)),
                row(
                        "first launch: a name of another namespace is judged",
                        "url: http://scoring.other.svc/",
                        facts -> launch(facts)
                                .with(ResourceKind.SERVICE, SCORING)
                                .answer(
                                        exchange("http://scoring.other.svc/", null, null, null),
                                        new HttpAnswer(200, false)),
                        pass("GET http://scoring.other.svc/")),
                row(
                        "later launch: Service of the target is judged",
                        VIA_SERVICE,
                        facts -> facts.candidate(CANDIDATE)
                                .with(ResourceKind.SERVICE, SCORING)
                                .answer(
                                        exchange("http://ml.example.com", "10.96.0.7", null, null),
                                        new HttpAnswer(500, false)),
                        fail(
                                Reason.StatusMismatch,
                                "GET http://ml.example.com via Service scoring: expected 2xx, saw 500; check the"
                                        + " endpoint")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("judgements")
    void judges(String name, String spec, UnaryOperator<FakeFacts> world, Judgement expected) {
        assertThat(Spec.judge(CHECK, spec, world.apply(new FakeFacts()))).isEqualTo(expected);
    }

    @Test
    void provesEveryAddressOfTheGateway() {
        FakeFacts facts = new FakeFacts()
                .with(
                        ResourceKind.GATEWAY,
                        EDGE.replace(
                                "[{type: IPAddress, value: 10.1.2.3}]",
                                "[{value: 10.1.2.3}, {type: Hostname, value: lb.example.net}]"))
                .answer(exchange(URL, "10.1.2.3", null, null), new HttpAnswer(200, false))
                .failure(exchange(URL, "lb.example.net", null, null), Cause.Timeout, ProbeFailure.Phase.Exchange, "");

        assertThat(Spec.plan(CHECK, VIA_GATEWAY, facts).probes())
                .containsExactlyInAnyOrder(
                        exchange(URL, "10.1.2.3", null, null), exchange(URL, "lb.example.net", null, null));
        assertThat(Spec.judge(CHECK, VIA_GATEWAY, facts))
                .isEqualTo(unknown(Reason.Timeout, SUBJECT + " via Gateway edge: no complete answer within 5s"));
    }

    @Test
    void plansTheWholeRequest() {
        FakeFacts facts = new FakeFacts().with(ResourceKind.CONFIG_MAP, Certificates.configMap(Certificates.PEM));
        String spec = """
                url: https://ml.example.com/healthz
                method: GET
                connectTo: {address: '2001:db8::7'}
                headers: {Accept: application/json}
                auth: {bearer: {secret: {name: probe-token, key: token}}}
                ca: {configMap: {name: corp-ca, key: ca.pem}}
                expect: {status: ["200"], bodyMatches: '"status":\\s*"ok"'}
                """;

        assertThat(Spec.plan(CHECK, spec, facts).probes())
                .containsExactly(new HttpExchange(
                        HttpMethod.GET,
                        URL,
                        "2001:db8::7",
                        Map.of("Accept", "application/json"),
                        new CredentialRef("probe-token", "token"),
                        Certificates.PEM,
                        "\"status\":\\s*\"ok\""));
    }

    @Test
    void plansBasicCredentials() {
        String spec = "{url: '" + URL + "', auth: {basic: {secret: {name: probe-user}}}}";

        assertThat(Spec.plan(CHECK, spec, new FakeFacts()).probes())
                .containsExactly(exchange(URL, null, new CredentialRef("probe-user", null), null));
    }

    @Test
    void plansNothingThatLeadsNowhere() {
        assertThat(Spec.plan(CHECK, VIA_GATEWAY, new FakeFacts()).probes()).isEmpty();
        assertThat(Spec.plan(CHECK, VIA_SERVICE, launch(new FakeFacts()).with(ResourceKind.SERVICE, SCORING))
                        .probes())
                .isEmpty();
    }

    @Test
    void anAnswerOfAnotherProtocolIsADefect() {
        FakeFacts facts = new FakeFacts().answer(PROBE, new TcpAnswer());

        assertThatThrownBy(() -> Spec.judge(CHECK, PLAIN, facts)).isInstanceOf(IllegalStateException.class);
    }

    private static FakeFacts launch(FakeFacts facts) {
        return facts.asFirstLaunch().candidate(CANDIDATE);
    }

    private static UnaryOperator<FakeFacts> code(int status) {
        return facts -> facts.answer(PROBE, new HttpAnswer(status, false));
    }

    private static UnaryOperator<FakeFacts> found(int status, boolean found) {
        return facts -> facts.answer(exchange(URL, null, null, "ok?"), new HttpAnswer(status, found));
    }

    private static UnaryOperator<FakeFacts> failed(Cause cause, ProbeFailure.Phase phase, String detail) {
        return facts -> facts.failure(PROBE, cause, phase, detail);
    }

    private static HttpExchange exchange(String url, String connectHost, CredentialRef credential, String find) {
        return new HttpExchange(HttpMethod.GET, url, connectHost, Map.of(), credential, null, find);
    }

    private static Arguments row(String name, String spec, UnaryOperator<FakeFacts> world, Judgement expected) {
        return arguments(name, spec, world, expected);
    }
}
