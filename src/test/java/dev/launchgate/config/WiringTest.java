package dev.launchgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.launchgate.check.Durations;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.TcpAnswer;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.probe.net.EgressGuard;
import dev.launchgate.probe.net.NameServers;
import dev.launchgate.probe.net.OwnAddresses.Ownership;
import dev.launchgate.probe.net.Probes;
import dev.launchgate.probe.net.SecretSource.SecretContent;
import dev.launchgate.probe.net.SystemResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WiringTest {
    private record Egress(Optional<List<String>> allow, Optional<List<String>> deny) implements Settings.Egress {}

    private static Measurement ask(Egress egress, String host, int port) {
        SystemResolver nobody = new SystemResolver(new NameServers(List.of(), Optional.empty()));
        EgressGuard guard =
                new EgressGuard(Wiring.policy(egress), (namespace, address, on) -> Ownership.Foreign, nobody);
        try (Probes network = new Probes(
                guard,
                (namespace, query, deadline) -> {
                    throw new AssertionError("nothing is looked up");
                },
                (namespace, name) -> new SecretContent(Map.of(), Map.of()),
                (namespace, look, deadline) -> {
                    throw new AssertionError("no Secret is looked at");
                },
                Map.of(),
                InstantSource.system(),
                System::nanoTime)) {
            return network.ask("ml", new TcpConnect(host, port), Duration.ofSeconds(5));
        }
    }

    private static Cause cause(Measurement measurement) {
        return ((Measurement.Failed) measurement).failure().cause();
    }

    @Test
    void whatTheAdministratorDeniesIsNotReached() {
        Egress denies = new Egress(Optional.empty(), Optional.of(List.of("30.0.0.0/8")));

        assertThat(cause(ask(denies, "30.1.2.3", 443))).isEqualTo(Cause.EgressDenied);
    }

    @Test
    void whatTheAdministratorAllowsIsReached() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Egress left = new Egress(Optional.empty(), Optional.empty());
            Egress allows = new Egress(Optional.of(List.of("127.0.0.0/8")), Optional.empty());

            assertThat(cause(ask(left, "127.0.0.1", server.getLocalPort()))).isEqualTo(Cause.EgressDenied);
            assertThat(ask(allows, "127.0.0.1", server.getLocalPort()))
                    .isEqualTo(new Measurement.Answered(new TcpAnswer()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "4m"})
    void aProofOfThePoliciesMayCountForThisLong(String time) {
        assertThat(SettingDurations.provenFor(time)).isEqualTo(Durations.parse(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "241s", "5m"})
    void aProofOfThePoliciesDoesNotCountForLongerThanIsPromised(String time) {
        assertThatThrownBy(() -> SettingDurations.provenFor(time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("launchgate.policies.proven-for: expected 1s to 4m, saw " + time);
    }
}
