package dev.launchgate.probe.net;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.probe.HttpUrl;
import dev.launchgate.probe.ProbeAnswer.HttpAnswer;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Sends one HTTP request and looks at the answer. Follows nothing, keeps nothing, decodes nothing: what the checklist wrote
 * goes to the host that it wrote, with a credential only where {@link Authorizer} allows it.
 */
final class HttpProbe implements Adapter<HttpExchange> {
    /** What is searched of a body. */
    private static final int LONGEST_BODY = 64 * 1024;

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
        HttpUrl url = url(request.url());
        Optional<Pattern> find = find(request);
        TrustRoots roots = trust.roots(request.caPem());
        ClassicHttpRequest message = RequestMessage.of(
                request.method(),
                url,
                request.headers(),
                authorizer.authorization(namespace, request.credential(), url, request.connectHost(), request.caPem()));
        String host = request.connectHost() == null ? url.host() : request.connectHost();
        boolean wanted = find.isPresent() && request.method() != HttpMethod.HEAD;
        try (Connection connection = connections.open(namespace, host, url.port(), deadline)) {
            return new HttpCall(connection, url)
                    .make(
                            message,
                            roots,
                            trust.now(),
                            (conversation, response) -> new HttpAnswer(
                                    response.getCode(),
                                    wanted
                                            && !HttpCall.withoutBody(response.getCode())
                                            && find.get()
                                                    .matcher(conversation.body(response, LONGEST_BODY))
                                                    .find()));
        }
    }

    static HttpUrl url(String text) throws ProbeException {
        try {
            return HttpUrl.parse(text);
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
}
