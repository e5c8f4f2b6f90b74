package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.launchgate.probe.ProbeFailure;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.net.OwnAddresses.Ownership;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class EgressGuardTest {
    private static final AddressPolicy STRICT = AddressPolicy.allowing(List.of());
    private static final AddressPolicy LOOPBACK = AddressPolicy.allowing(List.of("127.0.0.1/32"));
    private static final OwnAddresses NOBODYS = (namespace, address, port) -> Ownership.Foreign;
    private static final ProbeFailure DENIED = new ProbeFailure(Cause.EgressDenied, Phase.Connect, "");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Attempts attempts = new Attempts();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void aNamedDestinationIsReachedByItsName() throws Exception {
        ServerSocket listener = keep(new ServerSocket(0, 50, address("127.0.0.1")));
        EgressGuard guard = new EgressGuard(LOOPBACK, NOBODYS, answering("A 127.0.0.1"));
        try (Socket socket = guard.connect("team-a", "www.example.com", listener.getLocalPort(), Deadlines.ample());
                Socket accepted = listener.accept()) {
            assertThat(socket.getInetAddress()).isEqualTo(address("127.0.0.1"));
            assertThat(accepted.getPort()).isEqualTo(socket.getLocalPort());
        }
    }

    /** The settings of a process for proxies are for its other clients: a probe does not leave by one. */
    @Test
    void aProxyOfTheProcessIsNotUsed() throws Exception {
        ServerSocket proxy = keep(new ServerSocket(0, 50, address("127.0.0.1")));
        ServerSocket listener = keep(new ServerSocket(0, 50, address("127.0.0.1")));
        System.setProperty("socksProxyHost", "127.0.0.1");
        System.setProperty("socksProxyPort", Integer.toString(proxy.getLocalPort()));
        System.setProperty("socksNonProxyHosts", "");
        try (Socket socket = new EgressGuard(LOOPBACK, NOBODYS, silent())
                .connect("team-a", "127.0.0.1", listener.getLocalPort(), Deadlines.ample())) {
            assertThat(socket.getPort()).isEqualTo(listener.getLocalPort());
            proxy.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(proxy::accept);
        } finally {
            System.clearProperty("socksProxyHost");
            System.clearProperty("socksProxyPort");
            System.clearProperty("socksNonProxyHosts");
        }
    }

    @Test
    void aPortWithoutListenerRefuses() {
        try (SilentPort port = SilentPort.reserve()) {
            EgressGuard guard = new EgressGuard(LOOPBACK, NOBODYS, silent());
            assertThat(failure(guard, "127.0.0.1", port.number()))
                    .isEqualTo(new ProbeFailure(Cause.ConnectionRefused, Phase.Connect, ""));
        }
    }

    @Test
    void oneDeniedAddressDeniesTheWholeAnswer() {
        for (String closed : List.of("A 10.0.0.1", "AAAA ::1", "A 169.254.169.254", "AAAA 64:ff9b::a00:1")) {
            assertThat(failure(guard(STRICT, NOBODYS, answering("A 8.8.8.8", closed, "AAAA 2001:4860:4860::8888"))))
                    .as(closed)
                    .isEqualTo(DENIED);
        }
        assertThat(attempts.wanted).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Ownership.class)
    void aPrivateAddressIsOpenToItsOwner(Ownership ownership) {
        OwnAddresses own = (namespace, address, port) ->
                namespace.equals("team-a") && address.equals(address("10.1.2.3")) ? ownership : Ownership.Foreign;
        EgressGuard guard = guard(STRICT, own, answering("A 10.1.2.3"));
        switch (ownership) {
            case Own -> {
                assertThat(failure(guard).cause()).isEqualTo(Cause.ConnectionRefused);
                assertThat(attempts.wanted).containsExactly("10.1.2.3");
            }
            case Foreign -> {
                assertThat(failure(guard)).isEqualTo(DENIED);
                assertThat(attempts.wanted).isEmpty();
            }
            case NotReadYet -> {
                assertThatExceptionOfType(NotReadyException.class)
                        .isThrownBy(() -> guard.connect("team-a", "www.example.com", 443, Deadlines.ample()));
                assertThat(attempts.wanted).isEmpty();
            }
        }
        assertThat(catchThrowableOfType(
                                ProbeException.class,
                                () -> guard.connect("team-b", "www.example.com", 443, Deadlines.ample()))
                        .failure())
                .isEqualTo(DENIED);
    }

    @Test
    void ownershipOpensNoAddressThatIsNeverOpenAndNoLoopback() {
        OwnAddresses everything = (namespace, address, port) -> Ownership.Own;
        for (String closed : List.of("127.0.0.1", "::1", "169.254.169.254", "fe80::1", "fd00:ec2::254", "0.0.0.0")) {
            assertThat(failure(guard(STRICT, everything, silent()), closed, 443))
                    .as(closed)
                    .isEqualTo(DENIED);
        }
    }

    @Test
    void theAdministratorsServerMayBePrivateAndMayNotBeClosedForGood() throws Exception {
        ServerSocket listener = keep(new ServerSocket(0, 50, address("127.0.0.1")));
        new EgressGuard(STRICT, NOBODYS, answering("A 127.0.0.1"))
                .connectAdministered("prometheus.monitoring", listener.getLocalPort(), Deadlines.ample())
                .close();

        for (String closed : List.of("A 169.254.169.254", "AAAA fe80::1", "A 0.0.0.0", "AAAA fd00:ec2::254")) {
            EgressGuard guard = guard(STRICT, NOBODYS, answering("A 10.0.0.1", closed));
            assertThat(catchThrowableOfType(
                                    ProbeException.class,
                                    () -> guard.connectAdministered("prometheus", 9090, Deadlines.ample()))
                            .failure())
                    .as(closed)
                    .isEqualTo(DENIED);
        }
        assertThat(attempts.wanted).isEmpty();
    }

    @Test
    void aDenialOutranksTheWishToAskAgain() {
        OwnAddresses notYet = (namespace, address, port) -> Ownership.NotReadYet;
        assertThat(failure(guard(STRICT, notYet, answering("A 10.0.0.1", "AAAA fe80::1"))))
                .isEqualTo(DENIED);
    }

    @Test
    void aGuardThatFailsConnectsToNothing() {
        OwnAddresses broken = (namespace, address, port) -> {
            throw new IllegalStateException("broken");
        };
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> guard(STRICT, broken, answering("A 8.8.8.8", "A 10.0.0.1"))
                        .connect("team-a", "www.example.com", 443, Deadlines.ample()));
        assertThat(attempts.wanted).isEmpty();
    }

    @Test
    void addressesAreTriedInTheirOrderIpv4FirstUntilOneAnswers() throws Exception {
        attempts.outcomes.put("9.9.9.9", null);
        EgressGuard guard =
                guard(STRICT, NOBODYS, answering("AAAA 2001:4860:4860::8888", "A 8.8.8.8", "A 9.9.9.9", "A 1.1.1.1"));
        guard.connect("team-a", "www.example.com", 443, Deadlines.ample()).close();
        assertThat(attempts.wanted).containsExactly("8.8.8.8", "9.9.9.9");
    }

    /** A zone may list thousands of other people's addresses; all are judged, few are knocked at. */
    @Test
    void ofManyAddressesSixteenAreTriedAndNothingIsProven() {
        String[] many = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> "A 8.8.8." + i)
                .toArray(String[]::new);
        assertThat(failure(guard(STRICT, NOBODYS, answering(many))))
                .isEqualTo(new ProbeFailure(Cause.NetworkError, Phase.Connect, "none of the first addresses answers"));
        assertThat(attempts.wanted).hasSize(16);
        many[39] = "A 10.0.0.1";
        assertThat(failure(guard(STRICT, NOBODYS, answering(many)))).isEqualTo(DENIED);
        assertThat(attempts.wanted).hasSize(16);
    }

    @Test
    void eachAddressGetsItsShareOfTheTimeThatIsLeft() {
        EgressGuard guard = guard(STRICT, NOBODYS, answering("A 8.8.8.8", "A 9.9.9.9"));
        catchThrowableOfType(
                ProbeException.class, () -> guard.connect("team-a", "www.example.com", 443, Deadlines.millis(60_000)));
        assertThat(attempts.timeouts.get(0)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(attempts.timeouts.get(1)).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
    }

    @Test
    void whatIsToldIsTheFirstFailureThatCameFromTheOtherSide() {
        attempts.outcomes.put("8.8.8.8", new NoRouteToHostException());
        attempts.outcomes.put("9.9.9.9", new SocketTimeoutException());
        attempts.outcomes.put("1.1.1.1", new ConnectException("Connection refused"));
        attempts.outcomes.put("4.4.4.4", new SocketException("Network is unreachable"));
        attempts.outcomes.put("5.5.5.5", new ConnectException("Connection timed out"));
        assertThat(tried("8.8.8.8")).isEqualTo(new ProbeFailure(Cause.NetworkError, Phase.Connect, "no route"));
        assertThat(tried("4.4.4.4")).isEqualTo(new ProbeFailure(Cause.NetworkError, Phase.Connect, "unreachable"));
        assertThat(tried("5.5.5.5")).isEqualTo(new ProbeFailure(Cause.Timeout, Phase.Connect, ""));
        assertThat(tried("8.8.8.8", "9.9.9.9", "1.1.1.1").cause()).isEqualTo(Cause.Timeout);
        assertThat(tried("4.4.4.4", "1.1.1.1", "9.9.9.9").cause()).isEqualTo(Cause.ConnectionRefused);
    }

    @Test
    void aNameThatDoesNotExistIsNotFound() {
        for (int rcode : List.of(Rcode.NXDOMAIN, Rcode.NOERROR)) {
            SystemResolver resolver = resolver(keep(ScriptedDnsServer.start(
                    (query, transport) -> Answers.to(query).rcode(rcode).bytes())));
            assertThat(failure(guard(STRICT, NOBODYS, resolver)))
                    .isEqualTo(new ProbeFailure(Cause.NameNotFound, Phase.Resolve, ""));
        }
    }

    @Test
    void aNameThatCannotBeLookedUpIsNotResolved() {
        SystemResolver failing = resolver(keep(ScriptedDnsServer.start((query, transport) -> Answers.servfail(query))));
        SystemResolver half = resolver(keep(ScriptedDnsServer.start((query, transport) ->
                query.getQuestion().getType() == Type.A ? Answers.to(query).bytes() : Answers.servfail(query))));
        SystemResolver none = new SystemResolver(new NameServers(List.of(), Optional.empty()));
        for (SystemResolver resolver : List.of(failing, half, none)) {
            assertThat(failure(guard(STRICT, NOBODYS, resolver)))
                    .isEqualTo(new ProbeFailure(Cause.NameNotResolved, Phase.Resolve, ""));
        }
    }

    @Test
    void aSilentResolverCostsTheDeadlineAndNoMore() {
        long before = System.nanoTime();
        ProbeFailure failure = catchThrowableOfType(
                        ProbeException.class,
                        () -> guard(STRICT, NOBODYS, silent())
                                .connect("team-a", "www.example.com", 443, Deadlines.millis(300)))
                .failure();
        assertThat(failure).isEqualTo(new ProbeFailure(Cause.NameNotResolved, Phase.Resolve, ""));
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
    }

    /** Some zones never answer AAAA: what IPv4 said is used before the time is up. */
    @Test
    void aFamilyThatStaysSilentDoesNotUseUpTheTime() {
        SystemResolver resolver = resolver(keep(ScriptedDnsServer.start((query, transport) -> query.getQuestion()
                                .getType()
                        == Type.A
                ? Answers.to(query).records("www.example.com 60 A 8.8.8.8").bytes()
                : ScriptedDnsServer.SILENCE)));
        EgressGuard guard = guard(STRICT, NOBODYS, resolver);
        assertThat(catchThrowableOfType(
                                ProbeException.class,
                                () -> guard.connect("team-a", "www.example.com", 443, Deadlines.millis(2_000)))
                        .failure()
                        .cause())
                .isEqualTo(Cause.ConnectionRefused);
        assertThat(attempts.wanted).containsExactly("8.8.8.8");
    }

    @Test
    void aServiceNameIsCompletedByTheDomainOfTheCluster() {
        ScriptedDnsServer dns = keep(
                ScriptedDnsServer.start((query, transport) -> Answers.to(query).bytes()));
        SystemResolver resolver =
                new SystemResolver(new NameServers(List.of(dns.address()), Optional.of(Answers.name("cluster.local"))));
        failure(guard(STRICT, NOBODYS, resolver), "web.team-a.svc", 80);
        failure(guard(STRICT, NOBODYS, resolver), "svc.example.com", 80);
        assertThat(dns.seen())
                .extracting(seen -> seen.query().getQuestion().getName().toString())
                .containsExactlyInAnyOrder(
                        "web.team-a.svc.cluster.local.",
                        "web.team-a.svc.cluster.local.",
                        "svc.example.com.",
                        "svc.example.com.");
    }

    @Test
    void noFailureNamesAnAddress() {
        attempts.outcomes.put("8.8.8.8", new ConnectException("Connection refused: /8.8.8.8:443"));
        assertThat(tried("8.8.8.8").detail()).isEmpty();
        assertThat(failure(guard(STRICT, NOBODYS, answering("A 10.0.0.1"))).detail())
                .isEmpty();
    }

    private ProbeFailure tried(String... addresses) {
        String[] records = java.util.Arrays.stream(addresses).map("A "::concat).toArray(String[]::new);
        return failure(guard(STRICT, NOBODYS, answering(records)));
    }

    private ProbeFailure failure(EgressGuard guard) {
        return failure(guard, "www.example.com", 443);
    }

    private static ProbeFailure failure(EgressGuard guard, String host, int port) {
        return catchThrowableOfType(ProbeException.class, () -> guard.connect("team-a", host, port, Deadlines.ample()))
                .failure();
    }

    private EgressGuard guard(AddressPolicy policy, OwnAddresses own, SystemResolver resolver) {
        return new EgressGuard(policy, own, resolver, attempts);
    }

    /** Answers both families at once by those of the records that are of the type asked for. */
    private SystemResolver answering(String... records) {
        return resolver(keep(ScriptedDnsServer.start((query, transport) -> {
            String type = Type.string(query.getQuestion().getType()) + " ";
            String[] lines = java.util.Arrays.stream(records)
                    .filter(record -> record.startsWith(type))
                    .map(record -> query.getQuestion().getName() + " 60 " + record)
                    .toArray(String[]::new);
            return Answers.to(query).records(lines).bytes();
        })));
    }

    private SystemResolver silent() {
        return resolver(keep(ScriptedDnsServer.start((query, transport) -> ScriptedDnsServer.SILENCE)));
    }

    private static SystemResolver resolver(ScriptedDnsServer dns) {
        return new SystemResolver(new NameServers(List.of(dns.address()), Optional.empty()));
    }

    private <T extends AutoCloseable> T keep(T one) {
        open.add(one);
        return one;
    }

    private static InetAddress address(String literal) {
        return AddressLiteral.parse(literal).orElseThrow();
    }

    /** Lets no connection out: each address has its outcome, refusal where none is set, a connection where it is null. */
    private static final class Attempts implements Outlet {
        private final List<String> wanted = new ArrayList<>();
        private final List<Duration> timeouts = new ArrayList<>();
        private final Map<String, IOException> outcomes = new java.util.HashMap<>();

        @Override
        public Socket stream(InetSocketAddress to, Duration timeout) throws IOException {
            String address = AddressLiteral.canonical(to.getAddress());
            wanted.add(address);
            timeouts.add(timeout);
            IOException outcome = outcomes.getOrDefault(address, new ConnectException("Connection refused"));
            if (outcome != null) {
                throw outcome;
            }
            return new Socket();
        }

        @Override
        public DatagramSocket datagrams(InetSocketAddress to) {
            throw new AssertionError("a guard opens no datagram socket");
        }
    }
}
