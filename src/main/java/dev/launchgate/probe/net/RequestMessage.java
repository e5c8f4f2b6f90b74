package dev.launchgate.probe.net;

import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.probe.HttpUrl;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.RequestHeader;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** What is sent: what the checklist asks for, and nothing of the process. Refuses again what the planner refuses. */
final class RequestMessage {
    private RequestMessage() {}

    /** @throws ProbeException DataMalformed for a header that may not be sent */
    static ClassicHttpRequest of(
            HttpMethod method, HttpUrl url, Map<String, String> headers, Optional<String> authorization)
            throws ProbeException {
        ClassicHttpRequest message = new Verbatim(method.name(), url.target());
        message.setHeader(HttpHeaders.HOST, url.authority());
        message.setHeader(HttpHeaders.USER_AGENT, "launchgate");
        message.setHeader(HttpHeaders.ACCEPT, "*/*");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (!sendable(header.getKey(), header.getValue())) {
                throw new ProbeException(Cause.DataMalformed, Phase.Resolve, "a header that may not be sent");
            }
            message.setHeader(header.getKey(), header.getValue());
        }
        message.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        message.setHeader(HttpHeaders.CONNECTION, "close");
        authorization.ifPresent(value -> message.setHeader(HttpHeaders.AUTHORIZATION, value));
        return message;
    }

    private static boolean sendable(String name, String value) {
        return RequestHeader.isToken(name)
                && !RequestHeader.isReserved(name)
                && value.chars().noneMatch(c -> c < ' ' && c != '\t' || c == 0x7f);
    }

    /** Sends the target as it is written; the library would take a second slash for the start of another host. */
    private static final class Verbatim extends BasicClassicHttpRequest {
        private static final long serialVersionUID = 1L;

        private final String target;

        private Verbatim(String method, String target) {
            super(method, target);
            this.target = target;
        }

        @Override
        public String getRequestUri() {
            return target;
        }
    }
}
