package dev.launchgate.probe.net;

import dev.launchgate.probe.HttpUrl;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * One HTTP request and its answer. Follows nothing, keeps nothing, decodes nothing: what was asked goes to the host that was
 * named.
 */
final class HttpCall {
    private final Connection connection;
    private final HttpUrl url;

    HttpCall(Connection connection, HttpUrl url) {
        this.connection = connection;
        this.url = url;
    }

    /**
     * Sends the request and reads the answer.
     *
     * @param now for the validity of certificates
     */
    <T> T make(ClassicHttpRequest message, TrustRoots roots, Instant now, Reading<T> reading) throws ProbeException {
        Socket socket = url.secure()
                ? SecureChannel.open(connection, url.host(), url.port(), new VerifyingTrust(url.host(), roots, now))
                : connection.socket();
        try {
            HttpConversation conversation = new HttpConversation(socket.getInputStream(), socket.getOutputStream());
            conversation.send(message);
            return reading.of(conversation, conversation.receive());
        } catch (HttpException e) {
            throw malformed("not an HTTP answer");
        } catch (IOException e) {
            throw failure(e);
        }
    }

    static boolean withoutBody(int status) {
        return status < 200 || status == 204 || status == 304;
    }

    private ProbeException failure(IOException thrown) {
        if (connection.expired()) {
            return connection.failure(Phase.Exchange, thrown);
        }
        return switch (thrown) {
            case CappedStream.CapException cap -> tooLarge();
            case MessageConstraintException cap -> tooLarge();
            case TruncatedChunkException closed -> connection.failure(Phase.Exchange, closed);
            case MalformedChunkCodingException chunk -> malformed("broken chunks");
            default -> connection.failure(Phase.Exchange, thrown);
        };
    }

    private static ProbeException tooLarge() {
        return new ProbeException(
                Cause.DataTooLarge, Phase.Exchange, "more than 16 KiB of headers, or too much framing");
    }

    private static ProbeException malformed(String detail) {
        return new ProbeException(Cause.DataMalformed, Phase.Exchange, detail);
    }

    /** What is read of an answer. */
    @FunctionalInterface
    interface Reading<T> {
        T of(HttpConversation conversation, ClassicHttpResponse response)
                throws IOException, HttpException, ProbeException;
    }
}
