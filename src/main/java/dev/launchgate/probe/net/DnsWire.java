package dev.launchgate.probe.net;

import java.io.IOException;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** DNS messages as bytes: writes queries, and tells whether bytes answer one. Bytes may be anything. */
final class DnsWire {
    /** What fits into one packet on all usual paths (DNS flag day 2020). */
    private static final int UDP_PAYLOAD = 1232;

    private static final int HEADER = 12;

    private DnsWire() {}

    static Message query(Question question, int id, boolean edns) {
        Message query = new Message(id);
        Header header = query.getHeader();
        header.setOpcode(Opcode.QUERY);
        if (question.recursion()) {
            header.setFlag(Flags.RD);
        }
        query.addRecord(Record.newRecord(question.name(), question.type(), DClass.IN), Section.QUESTION);
        if (edns) {
            query.addRecord(new OPTRecord(UDP_PAYLOAD, 0, 0), Section.ADDITIONAL);
        }
        return query;
    }

    /** Whether bytes bear the number of the query; others were sent by somebody who guesses. */
    static boolean bearId(byte[] bytes, int length, int id) {
        return length >= HEADER && (((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff)) == id;
    }

    /** The answer to a query; empty when the bytes are no DNS message, or one to another question. */
    static Optional<Message> answer(byte[] bytes, Message query) {
        try {
            Message message = new Message(bytes);
            return answers(message, query) ? Optional.of(message) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // The library throws of both kinds where a message breaks off or contradicts itself.
            return Optional.empty();
        }
    }

    private static boolean answers(Message message, Message query) {
        Header header = message.getHeader();
        return header.getFlag(Flags.QR)
                && header.getOpcode() == Opcode.QUERY
                && header.getID() == query.getHeader().getID()
                && (asks(message, query) || isBareRefusal(message));
    }

    private static boolean asks(Message message, Message query) {
        return message.getHeader().getCount(Section.QUESTION) == 1
                && query.getQuestion().equals(message.getQuestion());
    }

    /** A server that cannot read a question need not repeat it. */
    private static boolean isBareRefusal(Message message) {
        return message.getHeader().getCount(Section.QUESTION) == 0
                && switch (message.getRcode()) {
                    case Rcode.FORMERR, Rcode.SERVFAIL, Rcode.NOTIMP, Rcode.REFUSED -> true;
                    default -> false;
                };
    }
}
