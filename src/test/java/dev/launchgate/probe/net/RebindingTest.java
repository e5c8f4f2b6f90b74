package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.launchgate.probe.net.OwnAddresses.Ownership;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Type;

/** A name server that gives a public address to whoever judges and loopback to whoever connects gets neither mixed up. */
class RebindingTest {
    private static final int PROBES = 1_000;

    /** How the two addresses take turns; the other family has none. */
    enum Turn {
        EveryAnswer,
        EverySecondAnswer,
        AfterTheFirst
    }

    @ParameterizedTest
    @EnumSource
    void loopbackSeesNoConnectionInAThousandProbes(Turn turn) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        RecordingOutlet outlet = new RecordingOutlet();
        try (ServerSocket listener = new ServerSocket(
                        0, 50, AddressLiteral.parse("127.0.0.1").orElseThrow());
                ScriptedDnsServer dns = ScriptedDnsServer.start((query, transport) ->
                        query.getQuestion().getType() != Type.A
                                ? Answers.to(query).bytes()
                                : Answers.to(query)
                                        .records("www.example.com 0 A " + address(turn, asked.getAndIncrement()))
                                        .bytes())) {
            EgressGuard guard = guard(dns, outlet);
            Map<String, Integer> outcomes = new TreeMap<>();
            for (int i = 0; i < PROBES; i++) {
                String outcome = outcome(guard, listener.getLocalPort());
                assertThat(outcome).as("probe %d", i).isNotEqualTo("Connected");
                outcomes.merge(outcome, 1, Integer::sum);
            }
            assertThat(asked).hasValue(PROBES);
            assertThat(outlet.wanted()).extracting(AddressLiteral::canonical).containsOnly("192.31.196.1");
            assertThat(outcomes)
                    .isEqualTo(Map.of(
                            "ConnectionRefused",
                            outlet.wanted().size(),
                            "EgressDenied",
                            PROBES - outlet.wanted().size()));
            listener.setSoTimeout(1);
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** The two families are two answers: loopback in one denies what the other says. */
    @Test
    void theOtherFamilyIsNoWayAround() throws Exception {
        RecordingOutlet outlet = new RecordingOutlet();
        try (ScriptedDnsServer dns = ScriptedDnsServer.start((query, transport) -> Answers.to(query)
                .records(
                        query.getQuestion().getType() == Type.A
                                ? "www.example.com 0 A 192.31.196.1"
                                : "www.example.com 0 AAAA ::1")
                .bytes())) {
            assertThat(outcome(guard(dns, outlet), 443)).isEqualTo("EgressDenied");
            assertThat(outlet.wanted()).isEmpty();
        }
    }

    private static String address(Turn turn, int answer) {
        boolean loopback = switch (turn) {
            case EveryAnswer -> answer % 2 == 1;
            case EverySecondAnswer -> answer / 2 % 2 == 1;
            case AfterTheFirst -> answer > 0;
        };
        return loopback ? "127.0.0.1" : "192.31.196.1";
    }

    private static String outcome(EgressGuard guard, int port) {
        try {
            guard.connect("team-a", "www.example.com", port, Deadlines.ample()).close();
            return "Connected";
        } catch (ProbeException e) {
            return e.failure().cause().name();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static EgressGuard guard(ScriptedDnsServer dns, Outlet outlet) {
        return new EgressGuard(
                AddressPolicy.allowing(List.of()),
                (namespace, address, port) -> Ownership.Foreign,
                new SystemResolver(new NameServers(List.of(dns.address()), Optional.empty())),
                outlet);
    }
}
