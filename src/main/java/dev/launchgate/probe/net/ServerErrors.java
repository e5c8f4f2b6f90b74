package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.DnsCode;
import java.util.Optional;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;

/** Puts the response codes by which a server declines into words; of an extended error (RFC 8914) only its number's name. */
final class ServerErrors {
    private ServerErrors() {}

    /** For a response code other than NOERROR and NXDOMAIN. */
    static Resolution resolution(Message message) {
        String extended = extendedError(message).map(ServerErrors::text).orElse("");
        if (message.getRcode() == Rcode.SERVFAIL) {
            return Resolution.of(DnsCode.ServerFailed, extended);
        }
        String code = Rcode.string(message.getRcode());
        return Resolution.of(DnsCode.Refused, extended.isEmpty() ? code : code + ", " + extended);
    }

    private static Optional<Integer> extendedError(Message message) {
        OPTRecord options = message.getOPT();
        return options == null
                ? Optional.empty()
                : options.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR).stream()
                        .filter(ExtendedErrorCodeOption.class::isInstance)
                        .map(option -> ((ExtendedErrorCodeOption) option).getErrorCode())
                        .findFirst();
    }

    /** The text that a server may send along is not shown: it could say anything. */
    private static String text(int code) {
        return "extended error %d (%s)".formatted(code, ExtendedErrorCodeOption.text(code));
    }
}
