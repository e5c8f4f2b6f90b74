package dev.launchgate.probe.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Builds the answer to a query; records are lines of a zone file, {@code name TTL type data}. */
final class Answers {
    private final Message message;

    private Answers(Message query) {
        message = new Message(query.getHeader().getID());
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(query.getQuestion(), Section.QUESTION);
    }

    static Answers to(Message query) {
        return new Answers(query);
    }

    Answers records(String... lines) {
        return add(Section.ANSWER, lines);
    }

    Answers authority(String... lines) {
        return add(Section.AUTHORITY, lines);
    }

    Answers rcode(int rcode) {
        message.getHeader().setRcode(rcode);
        return this;
    }

    Answers flag(int flag) {
        message.getHeader().setFlag(flag);
        return this;
    }

    /** With authority. */
    Answers aa() {
        return flag(Flags.AA);
    }

    Answers id(int id) {
        message.getHeader().setID(id);
        return this;
    }

    Answers question(String name, int type) {
        message.removeAllRecords(Section.QUESTION);
        message.addRecord(Record.newRecord(name(name), type, 1), Section.QUESTION);
        return this;
    }

    Answers withoutQuestion() {
        message.removeAllRecords(Section.QUESTION);
        return this;
    }

    Answers extendedError(int code, String text) {
        List<EDNSOption> options = new ArrayList<>(List.of(new ExtendedErrorCodeOption(code, text)));
        message.addRecord(new OPTRecord(1232, 0, 0, 0, options), Section.ADDITIONAL);
        return this;
    }

    byte[] bytes() {
        return message.toWire();
    }

    static byte[] servfail(Message query) {
        return to(query).rcode(Rcode.SERVFAIL).bytes();
    }

    static Name name(String text) {
        return Name.fromConstantString(text.endsWith(".") ? text : text + ".");
    }

    private Answers add(int section, String... lines) {
        for (String line : lines) {
            try (Master parser = new Master(
                    new java.io.ByteArrayInputStream(line.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                    Name.root)) {
                message.addRecord(parser.nextRecord(), section);
            } catch (IOException e) {
                throw new IllegalArgumentException(line, e);
            }
        }
        return this;
    }
}
