package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.DnsCode;
import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;

/**
 * Asks the administrator's DNS servers in their order, until one has found out. A server that stays silent or declines is
 * passed over; if all do, the first that said anything speaks for them.
 */
public final class SystemResolver {
    private static final Name SERVICES = Name.fromConstantString("svc.");

    private final NameServers nameServers;
    private final DnsExchange exchange;

    public SystemResolver(NameServers nameServers) {
        this(nameServers, new DirectOutlet());
    }

    SystemResolver(NameServers nameServers, Outlet outlet) {
        this.nameServers = nameServers;
        this.exchange = new DnsExchange(outlet);
    }

    /** The records of a type at a name, aliases of addresses followed. */
    Resolution find(Name name, int type, Deadline deadline) {
        return new RecordSearch(type, Name.root, (at, asked) -> ask(at, asked, deadline)).find(name);
    }

    Reply ask(Name name, int type, Deadline deadline) {
        Question question = new Question(name, type, true);
        List<InetSocketAddress> servers = nameServers.servers();
        Reply best = new Reply.Failure(DnsCode.Unreachable, "no DNS server is configured");
        for (int i = 0; i < servers.size(); i++) {
            Reply reply = exchange.ask(servers.get(i), question, deadline.share(servers.size() - i));
            if (reply.isFinal()) {
                return reply;
            }
            best = i == 0 || (reply instanceof Reply.Answer && best instanceof Reply.Failure) ? reply : best;
        }
        return best;
    }

    /** {@code name.namespace.svc} with the domain of the cluster: it works in every pod, by its search path. */
    Name complete(Name name) {
        if (!name.subdomain(SERVICES) || nameServers.clusterDomain().isEmpty()) {
            return name;
        }
        try {
            return Name.concatenate(
                    name.relativize(Name.root), nameServers.clusterDomain().get());
        } catch (NameTooLongException e) {
            return name;
        }
    }
}
