package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.DnsCode;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The zone that a name lies in, and the name servers that it is delegated to. */
sealed interface Delegation {
    /** Found; at least one server, sorted by name. */
    record Zone(Name apex, List<Name> servers) implements Delegation {
        public Zone {
            servers = List.copyOf(servers);
        }
    }

    /** The administrator's DNS servers could not tell. */
    record Unknown(Resolution resolution) implements Delegation {}

    /** Names above a name that are asked about at most; a negative answer names the zone, so that two or three do. */
    int MOST_STEPS = 16;

    /** Name servers of one zone that are asked at most; the root has 13. */
    int MOST_SERVERS = 16;

    /** Walks up from a name to the first that has NS records. */
    static Delegation find(Name name, SystemResolver resolver, Deadline deadline) {
        Name at = name;
        for (int step = 0; step < MOST_STEPS; step++) {
            Reply reply = resolver.ask(at, Type.NS, deadline);
            if (reply instanceof Reply.Failure(DnsCode code, String detail)) {
                return new Unknown(Resolution.of(code, detail));
            }
            Message message = ((Reply.Answer) reply).message();
            if (!reply.isFinal() && !isAlias(at, resolver, deadline)) {
                return new Unknown(ServerErrors.resolution(message));
            }
            List<Name> servers = servers(message, at);
            if (!servers.isEmpty()) {
                return new Zone(at, servers);
            }
            if (at.equals(Name.root)) {
                break;
            }
            at = zoneAbove(message, at).orElse(new Name(at, 1));
        }
        return new Unknown(Resolution.of(DnsCode.Malformed, "no name servers of the zone were found"));
    }

    /** Resolvers fail where an alias leads astray; the name that bears it is no zone, whatever becomes of the alias. */
    private static boolean isAlias(Name name, SystemResolver resolver, Deadline deadline) {
        return resolver.ask(name, Type.CNAME, deadline) instanceof Reply.Answer(Message message)
                && message.getSection(Section.ANSWER).stream()
                        .anyMatch(record -> record.getType() == Type.CNAME
                                && record.getName().equals(name));
    }

    private static List<Name> servers(Message message, Name apex) {
        return message.getSection(Section.ANSWER).stream()
                .filter(record ->
                        record.getDClass() == DClass.IN && record.getName().equals(apex))
                .filter(NSRecord.class::isInstance)
                .map(record -> ((NSRecord) record).getTarget())
                .distinct()
                .sorted()
                .limit(MOST_SERVERS)
                .toList();
    }

    /** The owner of the SOA record of a negative answer; behind an alias it would be the zone of the target. */
    private static Optional<Name> zoneAbove(Message message, Name name) {
        if (!message.getSection(Section.ANSWER).isEmpty()) {
            return Optional.empty();
        }
        return message.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .map(Record::getName)
                .filter(owner -> name.subdomain(owner) && !name.equals(owner))
                .findFirst();
    }
}
