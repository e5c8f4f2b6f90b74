package dev.launchgate.probe.net;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.probe.HttpUrl;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one HTTP request and looks at the answer. Follows nothing, keeps nothing, decodes nothing: what the checklist wrote
 * goes to the host that it wrote, with a credential only where {@link Authorizer} allows it.
 */
final class HttpProbe implements Adapter<HttpExchange> {
    private final Connections connections;
    private final TlsTrust trust;
    private final Authorizer authorizer;

    HttpProbe(Connections connections, TlsTrust trust, Authorizer authorizer) {
        this.connections = connections;
        this.trust = trust;
        this.authorizer = authorizer;
    }

    @Override
    public HttpAnswer ask(String namespace, HttpExchange request, Deadline deadline)
            throws ProbeException, NotReadyException {
        HttpUrl url = url(request);
        Optional<Pattern> find = find(request);
        TrustRoots roots = trust.roots(request.caPem());
        ClassicHttpRequest message = RequestMessage.of(
                request, url, authorizer.authorization(namespace, request, url).orElse(null));
        String host = request.connectHost() == null ? url.host() : request.connectHost();
        try (Connection connection = connections.open(namespace, host, url.port(), deadline)) {
            Socket socket = url.secure()
                    ? SecureChannel.open(
                            connection, url.host(), url.port(), new VerifyingTrust(url.host(), roots, trust.now()))
                    : connection.socket();
            return exchange(connection, socket, message, find);
        }
    }

    private static HttpAnswer exchange(
            Connection connection, Socket socket, ClassicHttpRequest message, Optional<Pattern> find)
            throws ProbeException {
        try {
            HttpConversation conversation = new HttpConversation(socket.getInputStream(), socket.getOutputStream());
            conversation.send(message);
            ClassicHttpResponse response = conversation.receive();
            boolean bodyless = message.getMethod().equals(HttpMethod.HEAD.name()) || withoutBody(response.getCode());
            boolean found = find.isPresent() && !bodyless && find(find.get(), conversation, response);
            return new HttpAnswer(response.getCode(), found);
        } catch (HttpException e) {
            throw malformed("not an HTTP answer");
        } catch (IOException e) {
            throw failure(connection, e);
        }
    }

    private static boolean find(Pattern find, HttpConversation conversation, ClassicHttpResponse response)
            throws IOException, HttpException, ProbeException {
        for (Header coding : response.getHeaders("Content-Encoding")) {
            String value = String.valueOf(coding.getValue()).strip().toLowerCase(Locale.ROOT);
            if (!value.isEmpty() && !value.equals("identity")) {
                throw malformed("compressed content, although none was accepted");
            }
        }
        return find.matcher(conversation.body(response)).find();
    }

    private static boolean withoutBody(int status) {
        return status < 200 || status == 204 || status == 304;
    }

    private static HttpUrl url(HttpExchange request) throws ProbeException {
        try {
            return HttpUrl.parse(request.url());
        } catch (IllegalArgumentException e) {
            throw new ProbeException(Cause.DataMalformed, Phase.Resolve, "the URL cannot be read");
        }
    }

    private static Optional<Pattern> find(HttpExchange request) throws ProbeException {
        @Nullable String find = request.find();
        try {
            return Optional.ofNullable(find).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new ProbeException(Cause.DataMalformed, Phase.Resolve, "the expression cannot be read");
        }
    }

    private static ProbeException failure(Connection connection, IOException thrown) {
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
}
