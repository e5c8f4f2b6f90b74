package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Record;

/**
 * What a search for the records of a name came to.
 *
 * @param records not empty exactly when the code is Records
 * @param ttl seconds, highest of the records and aliases that came with authority; null where none did
 * @param negativeTtl seconds a resolver may keep the answer that there is nothing; null where unknown
 * @param detail for people; never record data
 */
record Resolution(
        DnsCode code,
        List<Record> records,
        @Nullable Long ttl,
        @Nullable Long negativeTtl,
        String detail) {
    Resolution {
        records = List.copyOf(records);
    }

    static Resolution of(DnsCode code, String detail) {
        return new Resolution(code, List.of(), null, null, detail);
    }

    boolean found() {
        return code == DnsCode.Records;
    }

    /** What a server said, for a check to judge. @throws ProbeException DataTooLarge */
    ServerAnswer by(String server) throws ProbeException {
        return new ServerAnswer(server, code, RecordText.values(records), ttl, negativeTtl, detail);
    }

    /** As said by a server whose word on TTLs does not count. */
    Resolution withoutTtl() {
        return new Resolution(code, records, null, negativeTtl, detail);
    }

    /** Whether it is certain that there is nothing. */
    boolean absent() {
        return switch (code) {
            case NoRecords, NoName, CnameDangling, CnameLoop -> true;
            default -> false;
        };
    }
}
