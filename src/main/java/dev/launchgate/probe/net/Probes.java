package dev.launchgate.probe.net;

import dev.launchgate.probe.Defects;
import dev.launchgate.probe.Measurement;
import dev.launchgate.probe.Network;
import dev.launchgate.probe.ProbeAnswer;
import dev.launchgate.probe.ProbeRequest;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.probe.ProbeRequest.SecretLook;
import dev.launchgate.probe.ProbeRequest.TcpConnect;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;

/** The network as the prober sees it: each request goes to the adapter of its protocol, and whatever happens is a measurement. */
public final class Probes implements Network, AutoCloseable {
    private final Adapter<DnsQuery> dns;
    private final Adapter<TcpConnect> tcp;
    private final Adapter<TlsHandshake> tls;
    private final Adapter<HttpExchange> http;
    private final Adapter<Fetch> fetch;
    private final Adapter<SecretLook> secretLooks;
    private final Connections connections;
    private final LongSupplier nanoTime;
    private final Defects defects = new Defects();

    /**
     * The adapters over one way out.
     *
     * @param egress the only way to a TCP connection
     * @param dns asks name servers, over the same guard
     * @param secrets where credentials of http probes come from
     * @param secretLooks looks at Secrets by name
     * @param administered monitoring servers that are open to every checklist
     * @param clock for the validity of certificates
     * @param nanoTime monotonic time, for deadlines
     */
    public Probes(
            Egress egress,
            Adapter<DnsQuery> dns,
            SecretSource secrets,
            Adapter<SecretLook> secretLooks,
            Map<MonitoringSystem, AdministeredServer> administered,
            InstantSource clock,
            LongSupplier nanoTime) {
        this(new Connections(egress), dns, secrets, secretLooks, administered, clock, nanoTime);
    }

    private Probes(
            Connections connections,
            Adapter<DnsQuery> dns,
            SecretSource secrets,
            Adapter<SecretLook> secretLooks,
            Map<MonitoringSystem, AdministeredServer> administered,
            InstantSource clock,
            LongSupplier nanoTime) {
        TlsTrust trust = new TlsTrust(clock);
        this.connections = connections;
        this.dns = dns;
        this.tcp = new TcpProbe(connections);
        this.tls = new TlsProbe(connections, trust);
        Authorizer authorizer = new Authorizer(secrets);
        this.http = new HttpProbe(connections, trust, authorizer);
        this.fetch = new FetchProbe(connections, trust, authorizer, administered);
        this.secretLooks = secretLooks;
        this.nanoTime = nanoTime;
    }

    @Override
    public Measurement ask(String namespace, ProbeRequest request, Duration timeout) {
        try {
            return new Measurement.Answered(answer(namespace, request, Deadline.after(timeout, nanoTime)));
        } catch (ProbeException e) {
            return new Measurement.Failed(e.failure());
        } catch (NotReadyException e) {
            return new Measurement.NotYet();
        } catch (RuntimeException | Error e) {
            return new Measurement.Failed(defects.failure(e));
        }
    }

    private ProbeAnswer answer(String namespace, ProbeRequest request, Deadline deadline)
            throws ProbeException, NotReadyException {
        return switch (request) {
            case DnsQuery query -> dns.ask(namespace, query, deadline);
            case TcpConnect connect -> tcp.ask(namespace, connect, deadline);
            case TlsHandshake handshake -> tls.ask(namespace, handshake, deadline);
            case HttpExchange exchange -> http.ask(namespace, exchange, deadline);
            case SecretLook look -> secretLooks.ask(namespace, look, deadline);
            case Fetch content -> fetch.ask(namespace, content, deadline);
        };
    }

    @Override
    public void close() {
        connections.close();
    }
}
