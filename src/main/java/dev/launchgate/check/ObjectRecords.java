package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AddressSource;
import dev.launchgate.api.v1alpha1.DnsParams;
import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.check.Reference.Resolved;
import dev.launchgate.check.Reference.Unresolved;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.ProbeAnswer.DnsAnswer;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.status.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The addresses of an object, as the records of a name that leads to it: a host name in its status is looked up. */
final class ObjectRecords {
    /** A load balancer that is being made has a name before its name has an address. */
    private static final Set<DnsCode> NO_ADDRESS =
            EnumSet.of(DnsCode.NoName, DnsCode.NoRecords, DnsCode.CnameDangling, DnsCode.CnameLoop);

    private ObjectRecords() {}

    /** The questions that {@link #of} needs answered. */
    static Stream<DnsQuery> questions(AddressSource source, DnsType type, Facts facts) {
        return Addresses.inStatus(source, facts) instanceof Resolved<List<String>>(List<String> addresses)
                ? addresses.stream().filter(HostNames::valid).map(host -> question(host, type))
                : Stream.empty();
    }

    /** Addresses of the type's family, at least one, in canonical form. */
    static Reference<Set<String>> of(AddressSource source, DnsType type, Facts facts) {
        return switch (Addresses.inStatus(source, facts)) {
            case Unresolved<List<String>>(Judgement why) -> new Unresolved<>(why);
            case Resolved<List<String>>(List<String> addresses) -> of(addresses, Addresses.label(source), type, facts);
        };
    }

    private static Reference<Set<String>> of(List<String> addresses, String label, DnsType type, Facts facts) {
        Set<String> records = new TreeSet<>();
        List<Judgement> faults = new ArrayList<>();
        for (String address : addresses) {
            if (HostNames.valid(address)) {
                follow(facts.answer(question(address, type)), label, type, facts, records)
                        .ifPresent(faults::add);
            } else {
                DnsValues.canonical(type, address).ifPresent(records::add);
            }
        }
        if (!faults.isEmpty()) {
            return new Unresolved<>(Judgement.worst(faults));
        }
        return records.isEmpty()
                ? new Unresolved<>(none(label, addresses.isEmpty() ? "" : family(type)))
                : new Resolved<>(records);
    }

    /** Adds what a host name answers, or says why nothing is known. */
    private static Optional<Judgement> follow(
            Measurement measurement, String label, DnsType type, Facts facts, Set<String> records) {
        String subject = "host name of " + label;
        return switch (measurement) {
            case Measurement.NotYet() -> Optional.of(ProbeJudgement.notYet());
            case Measurement.TooOld() -> Optional.of(ProbeJudgement.tooOld(subject));
            case Measurement.Failed(var failure) -> Optional.of(ServerFault.of(failure, subject, facts.timeout()));
            case Measurement.Answered(DnsAnswer(List<ServerAnswer> servers))
            when servers.size() == 1 -> add(servers.getFirst(), label, type, facts, records);
            case Measurement.Answered(var other) -> throw new IllegalStateException("not one answer to a DNS query");
        };
    }

    private static Optional<Judgement> add(
            ServerAnswer answer, String label, DnsType type, Facts facts, Set<String> records) {
        if (answer.code() == DnsCode.Records) {
            answer.values().forEach(value -> records.add(DnsValues.answered(type, value)));
            return Optional.empty();
        }
        return NO_ADDRESS.contains(answer.code())
                ? Optional.of(none(label, family(type)))
                : Optional.of(ServerFault.of(answer, "host name of " + label, facts.timeout()));
    }

    private static Judgement none(String label, String family) {
        return Judgement.unknown(
                Reason.ExpectationMissing, "%s has no %saddress yet to compare with".formatted(label, family));
    }

    private static String family(DnsType type) {
        return type == DnsType.A ? "IPv4 " : "IPv6 ";
    }

    private static DnsQuery question(String host, DnsType type) {
        return new DnsQuery(host, type, DnsParams.SYSTEM);
    }
}
