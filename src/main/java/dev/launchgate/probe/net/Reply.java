package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.DnsCode;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** What came of asking one DNS server one question. */
sealed interface Reply {
    /** A complete answer to this question, of whatever response code. */
    record Answer(Message message) implements Reply {
        int rcode() {
            return message.getRcode();
        }

        /** Whether the server found out, be it that there is nothing. */
        boolean conclusive() {
            return rcode() == Rcode.NOERROR || rcode() == Rcode.NXDOMAIN;
        }
    }

    /**
     * No usable answer.
     *
     * @param code Silent, Unreachable, Truncated or Malformed
     */
    record Failure(DnsCode code, String detail) implements Reply {}

    /** Whether to ask nobody else. */
    default boolean isFinal() {
        return this instanceof Answer answer && answer.conclusive();
    }
}
