package dev.launchgate.probe.net;

import dev.launchgate.api.v1alpha1.DnsParams;
import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.probe.ProbeAnswer.DnsAnswer;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks for DNS records: the administrator's servers, the authoritative ones, or one that the checklist names. What a server
 * does, be it silence, is an answer; only a name that is none, an answer beyond the cap and missing cluster objects are not.
 */
public final class DnsProbe {
    private final EgressGuard guard;
    private final SystemResolver resolver;
    private final AuthoritativeServers authority;
    private final DnsExchange exchange;

    public DnsProbe(EgressGuard guard, SystemResolver resolver) {
        this(guard, resolver, new DirectOutlet(), ServerAddress.PORT);
    }

    /** @param authorityPort where authoritative servers listen */
    DnsProbe(EgressGuard guard, SystemResolver resolver, Outlet outlet, int authorityPort) {
        this.guard = guard;
        this.resolver = resolver;
        this.exchange = new DnsExchange(outlet);
        this.authority = new AuthoritativeServers(guard, resolver, exchange, authorityPort);
    }

    /**
     * Waits until the deadline at most.
     *
     * @throws ProbeException DataMalformed when the name is none, DataTooLarge
     * @throws NotReadyException when the cluster objects that decide on a server are not read yet
     */
    public DnsAnswer ask(String namespace, DnsQuery query, Deadline deadline) throws ProbeException, NotReadyException {
        Name name = name(query.name());
        int type = number(query.type());
        return switch (query.server()) {
            case DnsParams.SYSTEM -> single(query.server(), resolver.find(name, type, deadline));
            case DnsParams.AUTHORITATIVE -> authority.ask(namespace, name, type, deadline);
            default -> single(query.server(), named(namespace, query.server(), name, type, deadline));
        };
    }

    private Resolution named(String namespace, String server, Name name, int type, Deadline deadline)
            throws ProbeException, NotReadyException {
        Optional<InetSocketAddress> address = ServerAddress.parse(server);
        if (address.isEmpty()) {
            return Resolution.of(DnsCode.Denied, "");
        }
        try {
            guard.admit(
                    namespace,
                    AddressLiteral.canonical(address.get().getAddress()),
                    address.get().getPort(),
                    deadline);
        } catch (ProbeException e) {
            return Resolution.of(DnsCode.Denied, "");
        }
        return new RecordSearch(
                        type,
                        Name.root,
                        (at, asked) -> exchange.ask(address.get(), new Question(at, asked, true), deadline))
                .find(name);
    }

    private static DnsAnswer single(String server, Resolution resolution) throws ProbeException {
        return new DnsAnswer(List.of(resolution.withoutTtl().by(server)));
    }

    private static Name name(String text) throws ProbeException {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new ProbeException(Cause.DataMalformed, Phase.Resolve, "not a name");
        }
    }

    private static int number(DnsType type) {
        return switch (type) {
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case CAA -> Type.CAA;
            case CNAME -> Type.CNAME;
            case MX -> Type.MX;
            case NS -> Type.NS;
            case SRV -> Type.SRV;
            case TXT -> Type.TXT;
        };
    }
}
