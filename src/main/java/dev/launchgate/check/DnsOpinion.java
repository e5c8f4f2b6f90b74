package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** What one server says of a name, measured against what is expected. */
sealed interface DnsOpinion {
    String server();

    record AsExpected(String server) implements DnsOpinion {}

    /** Not as expected; two servers say the same if what they say is equal. */
    record Otherwise(ServerAnswer answer) implements DnsOpinion {
        @Override
        public String server() {
            return answer.server();
        }
    }

    record Unmeasured(String server, Judgement why) implements DnsOpinion {}

    /** @param subject name and type */
    static DnsOpinion of(ServerAnswer answer, String subject, DnsType type, DnsExpected expected, Duration timeout) {
        return switch (answer.code()) {
            case Records -> {
                Set<String> seen = answer.values().stream()
                        .map(value -> DnsValues.answered(type, value))
                        .collect(Collectors.toSet());
                yield seen.isEmpty() ? new Otherwise(answer) : records(answer, seen, expected);
            }
            case NoRecords, NoName, CnameLoop, CnameDangling -> new Otherwise(answer);
            default -> new Unmeasured(answer.server(), ServerFault.of(answer, subject, timeout));
        };
    }

    private static DnsOpinion records(ServerAnswer answer, Set<String> seen, DnsExpected expected) {
        return expected.unknowable()
                .<DnsOpinion>map(why -> new Unmeasured(answer.server(), why))
                .orElseGet(() -> expected.met().test(seen) ? new AsExpected(answer.server()) : new Otherwise(answer));
    }
}
