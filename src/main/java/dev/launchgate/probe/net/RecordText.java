package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import inet.ipaddr.ipv6.IPv6Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;

/**
 * Record data as text: addresses in canonical form, names in lower case without final dot, the strings of a TXT record
 * joined and without quotes, bytes that are not printable ASCII as {@code \DDD}.
 */
final class RecordText {
    /** Larger than what any honest name carries, and small enough to be kept for each of many checks. */
    private static final int LARGEST = 16 * 1024;

    private RecordText() {}

    /** The data of records, sorted, each once. @throws ProbeException DataTooLarge */
    static List<String> values(List<Record> records) throws ProbeException {
        List<String> values =
                records.stream().map(RecordText::value).distinct().sorted().toList();
        if (values.stream().mapToInt(String::length).sum() > LARGEST) {
            throw new ProbeException(Cause.DataTooLarge, Phase.Exchange, "");
        }
        return values;
    }

    static String host(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    private static String value(Record record) {
        return switch (record) {
            case ARecord a -> AddressLiteral.canonical(a.getAddress());
            case AAAARecord aaaa -> new IPv6Address(aaaa.rdataToWireCanonical()).toCanonicalString();
            case CNAMERecord cname -> host(cname.getTarget());
            case NSRecord ns -> host(ns.getTarget());
            case MXRecord mx -> "%d %s".formatted(mx.getPriority(), host(mx.getTarget()));
            case SRVRecord srv ->
                "%d %d %d %s".formatted(srv.getPriority(), srv.getWeight(), srv.getPort(), host(srv.getTarget()));
            case CAARecord caa ->
                "%d %s \"%s\"".formatted(caa.getFlags(), caa.getTag().toLowerCase(Locale.ROOT), caa.getValue());
            case TXTRecord txt ->
                txt.getStringsAsByteArrays().stream().map(RecordText::printable).collect(Collectors.joining());
            default -> record.rdataToString();
        };
    }

    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .chars()
                .mapToObj(c -> c >= 0x20 && c < 0x7f ? Character.toString(c) : "\\%03d".formatted(c))
                .collect(Collectors.joining());
    }
}
