package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.DnsCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Searches the records of a name and type in what a source replies, and follows aliases (CNAME) of addresses from one name
 * to the next, at most eight steps.
 */
final class RecordSearch {
    private static final int STEPS = 8;

    /** Who is asked for the records of a type at a name. */
    @FunctionalInterface
    interface Source {
        Reply ask(Name name, int type);
    }

    private final int type;
    private final Name zone;
    private final Source source;

    /**
     * @param zone what the source may speak about; records of other names in its replies are not believed
     */
    RecordSearch(int type, Name zone, Source source) {
        this.type = type;
        this.zone = zone;
        this.source = source;
    }

    Resolution find(Name start) {
        Set<Name> seen = new HashSet<>();
        Name name = start;
        Long ttl = null;
        Reply reply = source.ask(name, type);
        while (true) {
            if (reply instanceof Reply.Failure(DnsCode code, String detail)) {
                return Resolution.of(code, detail);
            }
            Message message = ((Reply.Answer) reply).message();
            if (!reply.isFinal()) {
                // Most resolvers fail where aliases go round, and do not tell.
                return followsAliases() && goesRound(name, seen)
                        ? Resolution.of(DnsCode.CnameLoop, "")
                        : ServerErrors.resolution(message);
            }
            List<Record> records = at(message, name, type);
            if (!records.isEmpty() && message.getRcode() == Rcode.NOERROR) {
                return new Resolution(DnsCode.Records, records, highest(ttl, message, records), null, "");
            }
            List<Record> aliases = at(message, name, Type.CNAME);
            if (aliases.isEmpty() || !followsAliases()) {
                return nothing(message, name, name.equals(start), !aliases.isEmpty());
            }
            ttl = highest(ttl, message, aliases);
            seen.add(name);
            name = ((CNAMERecord) aliases.getFirst()).getTarget();
            if (seen.contains(name) || seen.size() > STEPS) {
                return Resolution.of(DnsCode.CnameLoop, "");
            }
            if (!settles(message, name)) {
                reply = source.ask(name, type);
            }
        }
    }

    /** Follows aliases one by one, which needs no answer but the next name. */
    private boolean goesRound(Name from, Set<Name> before) {
        Set<Name> seen = new HashSet<>(before);
        Name name = from;
        while (seen.add(name)) {
            if (!(source.ask(name, Type.CNAME) instanceof Reply.Answer(Message message))) {
                return false;
            }
            List<Record> aliases = at(message, name, Type.CNAME);
            if (aliases.isEmpty()) {
                return false;
            }
            name = ((CNAMERecord) aliases.getFirst()).getTarget();
            if (seen.size() > STEPS) {
                return true;
            }
        }
        return true;
    }

    private boolean followsAliases() {
        return type == Type.A || type == Type.AAAA;
    }

    /** Whether a reply that has led to a name also says what is there. */
    private boolean settles(Message message, Name name) {
        return name.subdomain(zone)
                && (message.getRcode() == Rcode.NXDOMAIN
                        || !at(message, name, type).isEmpty()
                        || !at(message, name, Type.CNAME).isEmpty());
    }

    private static List<Record> at(Message message, Name name, int type) {
        return message.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type
                        && record.getDClass() == DClass.IN
                        && record.getName().equals(name))
                .toList();
    }

    private static Resolution nothing(Message message, Name name, boolean first, boolean alias) {
        Long negativeTtl = negativeTtl(message, name).orElse(null);
        if (message.getRcode() == Rcode.NXDOMAIN) {
            DnsCode code = first ? DnsCode.NoName : DnsCode.CnameDangling;
            return new Resolution(code, List.of(), null, negativeTtl, "");
        }
        return new Resolution(DnsCode.NoRecords, List.of(), null, negativeTtl, alias ? "the name is an alias" : "");
    }

    private static @Nullable Long highest(@Nullable Long before, Message message, List<Record> records) {
        if (!message.getHeader().getFlag(Flags.AA)) {
            return before;
        }
        long ttl = records.stream().mapToLong(Record::getTTL).max().orElse(0);
        return before == null ? ttl : Long.valueOf(Math.max(before, ttl));
    }

    /** RFC 2308 section 5. The TTL of a cached SOA record shrinks by the second and says nothing. */
    private static Optional<Long> negativeTtl(Message message, Name name) {
        boolean authority = message.getHeader().getFlag(Flags.AA);
        return message.getSection(Section.AUTHORITY).stream()
                .filter(record -> record instanceof SOARecord && name.subdomain(record.getName()))
                .map(record -> {
                    long minimum = ((SOARecord) record).getMinimum();
                    return authority ? Math.min(minimum, record.getTTL()) : minimum;
                })
                .findFirst();
    }
}
