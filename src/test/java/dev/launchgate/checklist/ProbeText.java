package dev.launchgate.checklist;

import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A probe in one line, by which a scenario's answers name it. */
final class ProbeText {
    private ProbeText() {}

    static String of(ProbeRequest request) {
        return switch (request) {
            case DnsQuery(var name, var type, var server) -> "dns %s %s from %s".formatted(name, type, server);
            case TcpConnect(var host, var port) -> "tcp %s:%s".formatted(host, port);
            case TlsHandshake(var host, var port, var serverName, var least, var ca) ->
                "tls %s:%s".formatted(serverName, port) + (host.equals(serverName) ? "" : " at " + host);
            case HttpExchange http ->
                "http %s %s".formatted(http.method(), http.url())
                        + (http.connectHost() == null ? "" : " at " + http.connectHost());
            case Fetch(FetchFrom.Stated(var url, var credential, var ca), var headers, var reader, var often) ->
                "fetch " + decoded(url);
            case Fetch(FetchFrom.Administered(var system, var target), var headers, var reader, var often) ->
                "fetch %s %s".formatted(system, decoded(target));
            case SecretLook(var name) -> "secret " + name;
        };
    }

    private static String decoded(String url) {
        return URLDecoder.decode(url, StandardCharsets.UTF_8);
    }
}
