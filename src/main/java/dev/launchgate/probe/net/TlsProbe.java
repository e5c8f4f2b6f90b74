package dev.launchgate.probe.net;

import dev.launchgate.api.v1alpha1.TlsVersion;
import dev.launchgate.probe.ProbeAnswer.TlsAnswer;
import dev.launchgate.probe.ProbeAnswer.TlsOutcome;
import dev.launchgate.probe.ProbeAnswer.Trust;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import java.util.List;
import javax.net.ssl.SSLEngine;

/**
 * Makes a TLS handshake to see what is served. Accepts every certificate to be able to tell what is wrong with it, which is
 * why nothing is ever sent over the connection that results.
 */
final class TlsProbe implements Adapter<TlsHandshake> {
    private final Connections connections;
    private final TlsTrust trust;

    TlsProbe(Connections connections, TlsTrust trust) {
        this.connections = connections;
        this.trust = trust;
    }

    @Override
    public TlsAnswer ask(String namespace, TlsHandshake request, Deadline deadline)
            throws ProbeException, NotReadyException {
        TrustRoots roots = trust.roots(request.caPem());
        try (Connection connection = connections.open(namespace, request.host(), request.port(), deadline)) {
            ChainRecorder recorder = new ChainRecorder();
            SSLEngine engine = TlsClient.context(recorder).createSSLEngine();
            engine.setUseClientMode(true);
            engine.setSSLParameters(TlsClient.parameters(request.serverName()));
            TlsOutcome outcome = new Handshake(connection, engine).run();
            if (outcome != TlsOutcome.Completed) {
                return new TlsAnswer(outcome, "", Trust.None, List.of(), null, null);
            }
            ServedChain chain = recorder.chain();
            String protocol = engine.getSession().getProtocol();
            TlsAnswer seen = chain.answer(protocol, chain.trust(roots, trust.now()));
            boolean tooOld = request.minVersion() == TlsVersion.Tls13 && !protocol.equals("TLSv1.3");
            return tooOld ? withOutcome(seen, TlsOutcome.ProtocolTooOld) : seen;
        }
    }

    private static TlsAnswer withOutcome(TlsAnswer seen, TlsOutcome outcome) {
        return new TlsAnswer(outcome, seen.protocol(), seen.trust(), seen.names(), seen.notBefore(), seen.notAfter());
    }
}
