package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/**
 * Asks one DNS server one question: by UDP, twice if it stays silent, and by TCP where the answer was truncated (RFC 7766).
 * Each datagram has a number and a port that nobody can guess, and only the server asked is heard.
 */
final class DnsExchange {
    /** Larger than any datagram that was asked for. */
    private static final int DATAGRAM = 4096;
    /** Datagrams with a foreign number after which nobody is trusted any more. */
    private static final int FOREIGN = 16;

    private static final int IDS = 1 << 16;

    private final Outlet outlet;
    private final SecureRandom random = new SecureRandom();

    DnsExchange(Outlet outlet) {
        this.outlet = outlet;
    }

    /** Waits until the deadline at most. The server's address must have been judged, or be the administrator's. */
    Reply ask(InetSocketAddress server, Question question, Deadline deadline) {
        boolean edns = true;
        Reply reply = byUdp(server, query(question, edns), deadline.share(2));
        if (isSilent(reply)) {
            reply = byUdp(server, query(question, edns), deadline);
        }
        if (refusesExtensions(reply)) {
            edns = false;
            reply = byUdp(server, query(question, edns), deadline);
        }
        return isTruncated(reply) ? byTcp(server, query(question, edns), deadline) : reply;
    }

    private Message query(Question question, boolean edns) {
        return DnsWire.query(question, random.nextInt(IDS), edns);
    }

    private Reply byUdp(InetSocketAddress server, Message query, Deadline deadline) {
        int foreign = 0;
        try (DatagramSocket socket = outlet.datagrams(server)) {
            byte[] bytes = query.toWire();
            socket.send(new DatagramPacket(bytes, bytes.length));
            DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
            while (foreign < FOREIGN) {
                socket.setSoTimeout(millisLeft(deadline));
                packet.setLength(DATAGRAM);
                socket.receive(packet);
                if (DnsWire.bearId(
                        packet.getData(), packet.getLength(), query.getHeader().getID())) {
                    return read(Arrays.copyOf(packet.getData(), packet.getLength()), query);
                }
                foreign++;
            }
            return malformed();
        } catch (SocketTimeoutException e) {
            return foreign > 0 ? malformed() : new Reply.Failure(DnsCode.Silent, "");
        } catch (PortUnreachableException e) {
            return new Reply.Failure(DnsCode.Unreachable, "refused");
        } catch (IOException | UncheckedIOException e) {
            return new Reply.Failure(DnsCode.Unreachable, "no way there");
        }
    }

    private Reply byTcp(InetSocketAddress server, Message query, Deadline deadline) {
        try (Socket socket = outlet.stream(server, deadline.left(Phase.Connect))) {
            byte[] bytes = query.toWire();
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(bytes.length + 2)
                            .putShort((short) bytes.length)
                            .put(bytes)
                            .array());
            DataInputStream in = new DataInputStream(new Timed(socket, deadline));
            byte[] answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            Reply reply = read(answer, query);
            return isTruncated(reply) ? truncated() : reply;
        } catch (IOException | ProbeException e) {
            return truncated();
        }
    }

    private static Reply read(byte[] bytes, Message query) {
        return DnsWire.answer(bytes, query).<Reply>map(Reply.Answer::new).orElseGet(DnsExchange::malformed);
    }

    /** A server that is older than EDNS says so by one of two codes, and sends no OPT record (RFC 6891 section 7). */
    private static boolean refusesExtensions(Reply reply) {
        return reply instanceof Reply.Answer(Message message)
                && message.getOPT() == null
                && (message.getRcode() == Rcode.FORMERR || message.getRcode() == Rcode.NOTIMP);
    }

    private static boolean isSilent(Reply reply) {
        return reply instanceof Reply.Failure(DnsCode code, String detail) && code == DnsCode.Silent;
    }

    private static boolean isTruncated(Reply reply) {
        return reply instanceof Reply.Answer(Message message)
                && message.getHeader().getFlag(Flags.TC);
    }

    private static Reply.Failure malformed() {
        return new Reply.Failure(DnsCode.Malformed, "");
    }

    private static Reply.Failure truncated() {
        return new Reply.Failure(DnsCode.Truncated, "");
    }

    private static int millisLeft(Deadline deadline) throws SocketTimeoutException {
        try {
            return Math.toIntExact(deadline.left(Phase.Exchange).toMillis());
        } catch (ProbeException e) {
            throw new SocketTimeoutException("the deadline has passed");
        }
    }

    /** A stream whose every read ends with the deadline, so that a drip does not outlast it. */
    private static final class Timed extends FilterInputStream {
        private final Socket socket;
        private final Deadline deadline;

        private Timed(Socket socket, Deadline deadline) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(millisLeft(deadline));
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            socket.setSoTimeout(millisLeft(deadline));
            return super.read(bytes, from, length);
        }
    }
}
