package dev.launchgate.probe.net;

import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.probe.ContentReader;
import dev.launchgate.probe.HttpUrl;
import dev.launchgate.probe.ProbeAnswer.Fetched;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/** Fetches content with one GET and hands it to the reader of the request. */
final class FetchProbe implements Adapter<Fetch> {
    /** What is read of content; more is refused rather than read in part. */
    static final int LONGEST_BODY = 1024 * 1024;

    private final Connections connections;
    private final TlsTrust trust;
    private final Authorizer authorizer;
    private final Map<MonitoringSystem, AdministeredServer> administered;

    FetchProbe(
            Connections connections,
            TlsTrust trust,
            Authorizer authorizer,
            Map<MonitoringSystem, AdministeredServer> administered) {
        this.connections = connections;
        this.trust = trust;
        this.authorizer = authorizer;
        this.administered = Map.copyOf(administered);
    }

    @Override
    public Fetched ask(String namespace, Fetch request, Deadline deadline) throws ProbeException, NotReadyException {
        return switch (request.from()) {
            case FetchFrom.Stated stated -> stated(namespace, stated, request, deadline);
            case FetchFrom.Administered from -> administered(from, request, deadline);
        };
    }

    private Fetched stated(String namespace, FetchFrom.Stated stated, Fetch request, Deadline deadline)
            throws ProbeException, NotReadyException {
        HttpUrl url = HttpProbe.url(stated.url());
        TrustRoots roots = trust.roots(stated.caPem());
        Optional<String> authorization =
                authorizer.authorization(namespace, stated.credential(), url, null, stated.caPem());
        ClassicHttpRequest message = RequestMessage.of(HttpMethod.GET, url, request.headers(), authorization);
        try (Connection connection = connections.open(namespace, url.host(), url.port(), deadline)) {
            return fetch(connection, url, message, roots, request.reader());
        }
    }

    private Fetched administered(FetchFrom.Administered from, Fetch request, Deadline deadline) throws ProbeException {
        @Nullable AdministeredServer server = administered.get(from.system());
        if (server == null) {
            throw new ProbeException(Cause.EgressDenied, Phase.Resolve, "");
        }
        HttpUrl url = server.at(from.target());
        TrustRoots roots = trust.roots(server.caPem().orElse(null));
        ClassicHttpRequest message =
                RequestMessage.of(HttpMethod.GET, url, server.headers(request.headers()), server.authorization());
        try (Connection connection = connections.openAdministered(url.host(), url.port(), deadline)) {
            return fetch(connection, url, message, roots, request.reader());
        }
    }

    private Fetched fetch(
            Connection connection, HttpUrl url, ClassicHttpRequest message, TrustRoots roots, ContentReader reader)
            throws ProbeException {
        return new HttpCall(connection, url).make(message, roots, trust.now(), (conversation, response) -> {
            int status = response.getCode();
            return new Fetched(status, reader.read(status, body(conversation, response)));
        });
    }

    private static byte[] body(HttpConversation conversation, ClassicHttpResponse response)
            throws IOException, HttpException, ProbeException {
        if (HttpCall.withoutBody(response.getCode())) {
            return new byte[0];
        }
        byte[] body = conversation.body(response, LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new ProbeException(Cause.DataTooLarge, Phase.Exchange, "expected at most 1 MiB; make it smaller");
        }
        return body;
    }
}
