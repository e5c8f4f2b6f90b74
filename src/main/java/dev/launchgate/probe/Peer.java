package dev.launchgate.probe;

import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import java.util.Locale;

/**
 * Whom a probe talks to, for the bound on starts.
 *
 * @param name host in lower case without trailing dot; for DNS the resolver, or the zone whose servers are asked
 * @param perSecond probes that may be started in any second
 */
record Peer(String name, int perSecond) {
    /** Questions to one DNS resolver in a second. */
    static final int RESOLVER_PER_SECOND = 64;
    /** Requests in a second to a server that the administrator named for all checklists: it is there to be asked. */
    static final int ADMINISTERED_PER_SECOND = 100;

    /** Secrets looked at in a second, of all checklists together: less than the API server grants a client. */
    static final int SECRETS_PER_SECOND = 50;

    static Peer of(ProbeRequest request, int perHostPerSecond) {
        return switch (request) {
            case DnsQuery query -> new Peer("dns " + resolver(query), RESOLVER_PER_SECOND);
            case TcpConnect connect -> new Peer(canonical(connect.host()), perHostPerSecond);
            case TlsHandshake handshake -> new Peer(canonical(handshake.host()), perHostPerSecond);
            case SecretLook look -> new Peer("secrets", SECRETS_PER_SECOND);
            case Fetch fetch -> of(fetch.from(), perHostPerSecond);
            case HttpExchange exchange ->
                new Peer(
                        canonical(exchange.connectHost() == null ? host(exchange.url()) : exchange.connectHost()),
                        perHostPerSecond);
        };
    }

    private static Peer of(FetchFrom from, int perHostPerSecond) {
        return switch (from) {
            case FetchFrom.Stated stated -> new Peer(canonical(host(stated.url())), perHostPerSecond);
            case FetchFrom.Administered administered ->
                new Peer("administered " + administered.system(), ADMINISTERED_PER_SECOND);
        };
    }

    /** The servers of a zone are not known before they are asked for; the last two labels stand for them. */
    private static String resolver(DnsQuery query) {
        if (!query.server().equals("Authoritative")) {
            return query.server();
        }
        String name = canonical(query.name());
        int dot = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
        return "of " + name.substring(dot + 1);
    }

    private static String host(String url) {
        try {
            return HttpUrl.parse(url).host();
        } catch (IllegalArgumentException e) {
            // never connects; a name of its own disturbs nobody
            return url;
        }
    }

    private static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
