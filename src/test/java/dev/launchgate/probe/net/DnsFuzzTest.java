package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.Seeds;
import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.net.OwnAddresses.Ownership;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * Bytes that are hardly DNS: each is some code or a failure of the probe, never another exception. {@code launchgate.seed}
 * repeats a run, {@code launchgate.fuzz.messages} lengthens it.
 */
@Tag("F44")
class DnsFuzzTest {
    private static final int MESSAGES = Integer.getInteger("launchgate.fuzz.messages", 10_000);
    private static final int OVER_THE_WIRE = MESSAGES / 50;
    private static final Name NAME = Name.fromConstantString("www.example.com.");

    static LongStream seeds() {
        return Seeds.one();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingEscapesTheReader(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<DnsCode, Integer> codes = new EnumMap<>(DnsCode.class);
        for (int i = 0; i < MESSAGES; i++) {
            int type = random.nextBoolean() ? Type.A : Type.TXT;
            Message query = DnsWire.query(new Question(NAME, type, true), random.nextInt(1 << 16), true);
            byte[] bytes = mutated(honest(query, random), random);
            Reply reply = DnsWire.answer(bytes, query)
                    .<Reply>map(Reply.Answer::new)
                    .orElseGet(() -> new Reply.Failure(DnsCode.Malformed, ""));
            codes.merge(code(new RecordSearch(type, Name.root, (name, asked) -> reply).find(NAME)), 1, Integer::sum);
        }
        assertThat(codes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MESSAGES);
        assertThat(codes)
                .as("some survive, some do not")
                .containsKeys(DnsCode.Records, DnsCode.NoRecords, DnsCode.Malformed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingEscapesTheProbe(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (ScriptedDnsServer server = ScriptedDnsServer.start((query, transport) -> {
            synchronized (random) {
                byte[] bytes = mutated(honest(query, random), random);
                return bytes.length < 2 ? new byte[] {0, 0} : withId(bytes, query);
            }
        })) {
            SystemResolver resolver = new SystemResolver(new NameServers(List.of(server.address()), Optional.empty()));
            DnsProbe probe = new DnsProbe(
                    new EgressGuard(
                            AddressPolicy.allowing(List.of()),
                            (namespace, address, port) -> Ownership.Foreign,
                            resolver),
                    resolver);
            for (int i = 0; i < OVER_THE_WIRE; i++) {
                assertThat(outcome(probe)).isNotEmpty();
            }
        }
    }

    private static String outcome(DnsProbe probe) {
        try {
            return probe
                    .ask("team-a", new DnsQuery("www.example.com", DnsType.A, "System"), Deadlines.millis(100))
                    .servers()
                    .stream()
                    .map(ServerAnswer::code)
                    .map(Enum::name)
                    .findFirst()
                    .orElse("");
        } catch (ProbeException e) {
            assertThat(e.failure().cause()).isEqualTo(Cause.DataTooLarge);
            return e.getMessage();
        } catch (NotReadyException e) {
            throw new AssertionError(e);
        }
    }

    private static DnsCode code(Resolution resolution) {
        try {
            return resolution.by("System").code();
        } catch (ProbeException e) {
            assertThat(e.failure().cause()).isEqualTo(Cause.DataTooLarge);
            return resolution.code();
        }
    }

    private static byte[] honest(Message query, SplittableRandom random) {
        Answers answers = Answers.to(query)
                .authority("example.com 900 SOA ns1.example.com hostmaster.example.com 7 3600 600 86400 300");
        return switch (random.nextInt(5)) {
            case 0 ->
                answers.records("www.example.com 60 A 192.0.2.1", "www.example.com 60 A 192.0.2.2")
                        .bytes();
            case 1 ->
                answers.records("www.example.com 60 TXT \"v=spf1\" \"-all\"").bytes();
            case 2 ->
                answers.records("www.example.com 60 CNAME a.example.com", "a.example.com 60 A 192.0.2.1")
                        .bytes();
            case 3 -> answers.rcode(Rcode.SERVFAIL).extendedError(6, "text").bytes();
            default -> answers.rcode(Rcode.NXDOMAIN).flag(Flags.AA).bytes();
        };
    }

    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        byte[] mutated = bytes.clone();
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(5)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt(256);
                case 2 -> mutated[at] = (byte) 0xc0;
                case 3 -> mutated = Arrays.copyOf(mutated, Math.max(1, at));
                default -> {
                    byte[] tail = new byte[random.nextInt(1, 64)];
                    random.nextBytes(tail);
                    mutated = Arrays.copyOf(mutated, at + tail.length);
                    System.arraycopy(tail, 0, mutated, at, tail.length);
                }
            }
        }
        return mutated;
    }

    private static byte[] withId(byte[] bytes, Message query) {
        bytes[0] = (byte) (query.getHeader().getID() >> 8);
        bytes[1] = (byte) query.getHeader().getID();
        return bytes;
    }
}
