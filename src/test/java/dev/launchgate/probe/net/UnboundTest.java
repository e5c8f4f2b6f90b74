package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.net.OwnAddresses.Ownership;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** unbound as a validating resolver in front of bind9, which serves a zone that somebody changed after it was signed. */
@Tag("services")
@Tag("F44")
@TestInstance(Lifecycle.PER_CLASS)
class UnboundTest {
    private static final String ZONE = """
            $TTL 300
            @    SOA   ns hostmaster 1 3600 600 86400 120
            @    NS    ns
            ns   A     127.0.0.1
            www  A     192.0.2.1
            loop CNAME pool
            pool CNAME loop
            """;

    private final List<NameServerProcess> processes = new ArrayList<>();
    private InetSocketAddress resolver;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        var loopback = AddressLiteral.parse("127.0.0.1").orElseThrow();
        int authority = NameServerProcess.freePort("127.0.0.1");
        Path primary = Files.createDirectories(directory.resolve("primary"));
        String anchors = sign(primary, "good.test") + sign(primary, "bogus.test");
        Path bogus = primary.resolve("bogus.test.signed");
        Files.writeString(bogus, Files.readString(bogus).replace("192.0.2.1", "192.0.2.66"));
        processes.add(NameServerProcess.bind(primary, """
                options {
                    directory "%s"; port %d; listen-on { 127.0.0.1; }; listen-on-v6 { none; }; recursion no;
                    pid-file none; session-keyfile none; dnssec-validation no;
                };
                controls {};
                zone "good.test" { type primary; file "good.test.signed"; };
                zone "bogus.test" { type primary; file "bogus.test.signed"; };
                """.formatted(primary, authority))
                .answering(new InetSocketAddress(loopback, authority), "bogus.test"));
        resolver = new InetSocketAddress(loopback, NameServerProcess.freePort("127.0.0.1"));
        processes.add(NameServerProcess.unbound(directory.resolve("resolver"), """
                server:
                    interface: 127.0.0.1
                    port: %d
                    username: ""
                    chroot: ""
                    directory: "%s"
                    pidfile: ""
                    use-syslog: no
                    do-not-query-localhost: no
                    module-config: "validator iterator"
                    ede: yes
                    local-zone: "test." nodefault
                %s
                remote-control:
                    control-enable: no
                stub-zone:
                    name: "good.test"
                    stub-addr: 127.0.0.1@%d
                stub-zone:
                    name: "bogus.test"
                    stub-addr: 127.0.0.1@%d
                """.formatted(
                                resolver.getPort(), directory.resolve("resolver"), anchors, authority, authority))
                .answering(resolver, "good.test"));
    }

    @AfterAll
    void stop() throws IOException {
        for (NameServerProcess process : processes) {
            process.close();
        }
    }

    @Test
    void aSignedAnswerThatIsWholeIsAnAnswer() throws Exception {
        assertThat(ask("www.good.test"))
                .isEqualTo(new ServerAnswer("System", DnsCode.Records, List.of("192.0.2.1"), null, null, ""));
        assertThat(ask("gone.good.test"))
                .isEqualTo(new ServerAnswer("System", DnsCode.NoName, List.of(), null, 120L, ""));
    }

    @Test
    void aBrokenSignatureIsAServerFailureWithItsReason() throws Exception {
        ServerAnswer answer = ask("www.bogus.test");
        assertThat(answer.code()).isEqualTo(DnsCode.ServerFailed);
        assertThat(answer.values()).isEmpty();
        assertThat(answer.detail()).isEqualTo("extended error 6 (DNSSEC_BOGUS)");
    }

    @Test
    void aLoopIsSeenThoughTheResolverHidesIt() throws Exception {
        assertThat(ask("loop.good.test").code()).isEqualTo(DnsCode.CnameLoop);
    }

    private ServerAnswer ask(String name) throws ProbeException, NotReadyException {
        SystemResolver system = new SystemResolver(new NameServers(List.of(resolver), Optional.empty()));
        EgressGuard guard = new EgressGuard(
                AddressPolicy.allowing(List.of()), (namespace, address, port) -> Ownership.Foreign, system);
        return new DnsProbe(guard, system)
                .ask("team-a", new DnsQuery(name, DnsType.A, "System"), Deadlines.ample())
                .servers()
                .getFirst();
    }

    /** Signs a zone with a key of its own; the line by which the resolver trusts it. */
    private static String sign(Path directory, String zone) throws IOException {
        Path file = Files.writeString(directory.resolve(zone), ZONE);
        NameServerProcess.run(
                NameServerProcess.binary("dnssec-keygen", "bind9-utils"),
                "-q",
                "-a",
                "ECDSAP256SHA256",
                "-f",
                "KSK",
                "-K",
                directory.toString(),
                zone);
        NameServerProcess.run(
                NameServerProcess.binary("dnssec-signzone", "bind9-utils"),
                "-q",
                "-S",
                "-z",
                "-K",
                directory.toString(),
                // where it leaves the record for the parent zone, which nobody here needs
                "-d",
                directory.toString(),
                "-o",
                zone,
                "-f",
                file + ".signed",
                file.toString());
        try (Stream<Path> files = Files.list(directory)) {
            Path key = files.filter(path -> path.getFileName().toString().matches("K" + zone + "\\..*\\.key"))
                    .findFirst()
                    .orElseThrow();
            String record = Files.readAllLines(key).stream()
                    .filter(line -> !line.startsWith(";"))
                    .findFirst()
                    .orElseThrow();
            return "    trust-anchor: \"%s\"\n".formatted(record);
        }
    }
}
