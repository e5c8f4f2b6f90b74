package dev.launchgate.probe.net;

import com.google.re2j.Pattern;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;

/** How Launchgate speaks TLS: version 1.2 or newer, without a certificate of its own, each time anew. */
final class TlsClient {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final Pattern HOST = Pattern.compile("[-A-Za-z0-9_]{1,63}(\\.[-A-Za-z0-9_]{1,63})*");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private TlsClient() {}

    /** A context of its own for each probe: a session resumed from an earlier one would show no certificate. */
    static SSLContext context(TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the runtime has no TLS", e);
        }
    }

    /** @param serverName sent as SNI unless it is an address */
    static SSLParameters parameters(String serverName) throws ProbeException {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(VERSIONS);
        parameters.setServerNames(ADDRESS.matches(serverName) ? List.of() : List.of(sni(serverName)));
        return parameters;
    }

    private static SNIServerName sni(String serverName) throws ProbeException {
        String name = serverName.endsWith(".") ? serverName.substring(0, serverName.length() - 1) : serverName;
        if (name.length() > 253 || !HOST.matches(name)) {
            throw new ProbeException(Cause.TlsFailed, Phase.Handshake, "no host name that TLS can carry");
        }
        return new ServerName(name);
    }

    /** A host name as it is; the runtime's own class refuses underscores. */
    private static final class ServerName extends SNIServerName {
        private ServerName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
