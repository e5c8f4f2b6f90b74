package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.net.OwnAddresses.Ownership;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * bind9 three times: a primary at 127.0.0.1, a secondary at ::1 that is told nothing of changes, on one port, and a resolver.
 */
@Tag("services")
@Tag("F44")
@TestInstance(Lifecycle.PER_CLASS)
class BindTest {
    private static final String ZONE = """
            $TTL 300
            @        SOA   ns1 hostmaster %d 86400 600 864000 120
            @        NS    ns1
            @        NS    ns2
            @        MX    10 Mail
            @        CAA   0 issue "ca.example"
            ns1      A     127.0.0.1
            ns2      AAAA  ::1
            www      A     192.0.2.2
            www      A     192.0.2.1
            www      AAAA  2001:db8::1
            moved    60 A  %s
            alias    600 CNAME www
            deep     CNAME alias
            dangling CNAME gone
            loop     CNAME pool
            pool     CNAME loop
            outside  CNAME www.other.test.
            _sip._tcp SRV  0 5 5060 sip
            text     TXT   "v=spf1 " "-all"
            lame     NS    ns2
            %s
            """;

    private final List<NameServerProcess> processes = new ArrayList<>();
    private Path directory;
    /** Of the authoritative servers. */
    private int port;

    private InetSocketAddress resolver;
    private NameServerProcess primary;

    @BeforeAll
    void start(@TempDir Path shared) throws IOException {
        directory = shared;
        port = NameServerProcess.freePort("127.0.0.1", "::1");
        resolver = new InetSocketAddress(at("127.0.0.1").getAddress(), NameServerProcess.freePort("127.0.0.1"));
        Path zones = Files.createDirectories(directory.resolve("primary"));
        writeZone(zones, 1, "192.0.2.1");
        Files.writeString(zones.resolve("broken"), "this is no zone file\n");
        Files.writeString(zones.resolve("other"), """
                $TTL 60
                @   SOA ns1.example.test. hostmaster 1 3600 600 86400 60
                @   NS  ns1.example.test.
                www A   192.0.2.77
                """);
        primary = server("primary", "recursion no; listen-on { 127.0.0.1; }; listen-on-v6 { none; };", """
                zone "example.test" { type primary; file "example"; notify no; allow-transfer { any; }; };
                zone "other.test" { type primary; file "other"; notify no; };
                zone "broken.test" { type primary; file "broken"; };
                """)
                .answering(at("127.0.0.1"), "example.test");
        server("secondary", "recursion no; listen-on { none; }; listen-on-v6 { ::1; };", """
                zone "example.test" { type secondary; file "example"; primaries port %d { 127.0.0.1; }; };
                """.formatted(port))
                .answering(at("::1"), "example.test");
        String onlyResolver = "recursion yes; listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };";
        server("resolver", onlyResolver.formatted(resolver.getPort()), """
                zone "example.test" { type static-stub; server-addresses { 127.0.0.1; }; };
                zone "other.test" { type static-stub; server-addresses { 127.0.0.1; }; };
                zone "broken.test" { type static-stub; server-addresses { 127.0.0.1; }; };
                zone "." { type primary; file "root"; };
                """).answering(resolver, "example.test");
    }

    @AfterAll
    void stop() throws IOException {
        for (NameServerProcess process : processes) {
            process.close();
        }
    }

    @ParameterizedTest(name = "{1} {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            www.example.test       | A     | 192.0.2.1, 192.0.2.2
            www.example.test       | AAAA  | 2001:db8::1
            alias.example.test     | A     | 192.0.2.1, 192.0.2.2
            deep.example.test      | A     | 192.0.2.1, 192.0.2.2
            outside.example.test   | A     | 192.0.2.77
            alias.example.test     | CNAME | www.example.test
            example.test           | NS    | ns1.example.test, ns2.example.test
            example.test           | MX    | 10 mail.example.test
            example.test           | CAA   | 0 issue "ca.example"
            _sip._tcp.example.test | SRV   | 0 5 5060 sip.example.test
            text.example.test      | TXT   | v=spf1 -all
            """)
    void recordsFromTheResolverAndFromBothAuthorities(String name, DnsType type, String values) throws Exception {
        List<String> expected = List.of(values.split(", "));
        assertThat(ask(name, type, "System"))
                .containsExactly(new ServerAnswer("System", DnsCode.Records, expected, null, null, ""));
        assertThat(ask(name, type, "Authoritative"))
                .extracting(ServerAnswer::server, ServerAnswer::code, ServerAnswer::values)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ns1.example.test", DnsCode.Records, expected),
                        org.assertj.core.groups.Tuple.tuple("ns2.example.test", DnsCode.Records, expected));
    }

    @Test
    void ttlsAreThoseOfTheAuthority() throws Exception {
        assertThat(ask("moved.example.test", DnsType.A, "Authoritative"))
                .extracting(ServerAnswer::ttl)
                .containsOnly(60L);
        assertThat(ask("alias.example.test", DnsType.A, "Authoritative"))
                .extracting(ServerAnswer::ttl)
                .containsOnly(600L);
        assertThat(ask("gone.example.test", DnsType.A, "Authoritative"))
                .extracting(ServerAnswer::negativeTtl)
                .containsOnly(120L);
    }

    @ParameterizedTest(name = "{0} {1} at {2}")
    @CsvSource({
        "gone.example.test, A, System, NoName",
        "gone.example.test, A, Authoritative, NoName",
        "text.example.test, A, System, NoRecords",
        "text.example.test, A, Authoritative, NoRecords",
        "dangling.example.test, A, System, CnameDangling",
        "dangling.example.test, A, Authoritative, CnameDangling",
        "loop.example.test, A, System, CnameLoop",
        "loop.example.test, A, Authoritative, CnameLoop",
        "www.broken.test, A, System, ServerFailed",
        "www.broken.test, A, Authoritative, ServerFailed",
        "www.lame.example.test, A, System, ServerFailed",
        "nowhere.invalid, A, System, NoName",
    })
    void whatIsNotThere(String name, DnsType type, String server, DnsCode code) throws Exception {
        assertThat(ask(name, type, server)).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.code()).isEqualTo(code);
            assertThat(answer.values()).isEmpty();
        });
    }

    @Test
    void aServerThatTheChecklistNamesIsAskedDirectly() throws Exception {
        String named = "127.0.0.1:" + port;
        assertThat(ask("www.broken.test", DnsType.A, named))
                .containsExactly(new ServerAnswer(named, DnsCode.ServerFailed, List.of(), null, null, ""));
        assertThat(ask("www.example.com", DnsType.A, named).getFirst().code()).isEqualTo(DnsCode.Refused);
        assertThat(ask("www.example.com", DnsType.A, named).getFirst().detail()).startsWith("REFUSED");
        assertThat(ask("www.example.test", DnsType.A, named).getFirst().ttl()).isNull();
    }

    @Test
    void anAnswerOfManyRecordsComesByTcp() throws Exception {
        assertThat(ask("many.example.test", DnsType.TXT, "System").getFirst().values())
                .hasSize(40);
        assertThat(ask("many.example.test", DnsType.TXT, "Authoritative"))
                .allSatisfy(answer -> assertThat(answer.values()).hasSize(40));
    }

    /** The secondary was given the first version of the zone, and nobody told it of the second. */
    @Test
    void aSecondaryThatLagsIsSeenToLag() throws Exception {
        assertThat(ask("moved.example.test", DnsType.A, "Authoritative"))
                .extracting(ServerAnswer::values)
                .containsExactly(List.of("192.0.2.1"), List.of("192.0.2.1"));
        writeZone(directory.resolve("primary"), 2, "192.0.2.99");
        primary.reload();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ask("moved.example.test", DnsType.A, "127.0.0.1:" + port)
                                .getFirst()
                                .values())
                        .containsExactly("192.0.2.99"));
        assertThat(ask("moved.example.test", DnsType.A, "Authoritative"))
                .extracting(ServerAnswer::values)
                .containsExactly(List.of("192.0.2.99"), List.of("192.0.2.1"));
    }

    private List<ServerAnswer> ask(String name, DnsType type, String server) throws ProbeException, NotReadyException {
        SystemResolver system = new SystemResolver(new NameServers(List.of(resolver), Optional.empty()));
        EgressGuard guard = new EgressGuard(
                AddressPolicy.allowing(List.of("127.0.0.1", "::1")),
                (namespace, address, port) -> Ownership.Foreign,
                system);
        return new DnsProbe(guard, system, new DirectOutlet(), port)
                .ask("team-a", new DnsQuery(name, type, server), Deadlines.ample())
                .servers();
    }

    private InetSocketAddress at(String address) {
        return new InetSocketAddress(AddressLiteral.parse(address).orElseThrow(), port);
    }

    private static void writeZone(Path directory, int serial, String moved) throws IOException {
        String many = IntStream.range(0, 40)
                .mapToObj(i -> "many TXT \"%02d %s\"".formatted(i, "x".repeat(100)))
                .collect(Collectors.joining("\n"));
        Files.writeString(directory.resolve("example"), ZONE.formatted(serial, moved, many));
    }

    private NameServerProcess server(String name, String options, String zones) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        Files.writeString(home.resolve("root"), """
                $TTL 60
                @ SOA localhost. hostmaster. 1 3600 600 86400 60
                @ NS  localhost.
                localhost A 127.0.0.1
                """);
        NameServerProcess process = NameServerProcess.bind(home, """
                options {
                    directory "%s";
                    port %d;
                    pid-file none;
                    session-keyfile none;
                    dnssec-validation no;
                    empty-zones-enable no;
                    %s
                };
                controls {};
                %s
                """.formatted(home, port, options, zones));
        processes.add(process);
        return process;
    }
}
