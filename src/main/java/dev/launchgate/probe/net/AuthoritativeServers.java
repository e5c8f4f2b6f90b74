package dev.launchgate.probe.net;

import dev.launchgate.api.v1alpha1.DnsParams;
import dev.launchgate.probe.ProbeAnswer.DnsAnswer;
import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeAnswer.ServerAnswer;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Name;

/** Asks every name server of a zone, each through the guard, all at once, without recursion; a server goes by its name. */
final class AuthoritativeServers {
    /** Addresses of one server that are tried. */
    private static final int MOST_ADDRESSES = 4;

    private final EgressGuard guard;
    private final SystemResolver resolver;
    private final DnsExchange exchange;
    private final int port;

    AuthoritativeServers(EgressGuard guard, SystemResolver resolver, DnsExchange exchange, int port) {
        this.guard = guard;
        this.resolver = resolver;
        this.exchange = exchange;
        this.port = port;
    }

    /** One answer for each server; a single one, of {@code Authoritative}, when the servers could not be found out. */
    DnsAnswer ask(String namespace, Name name, int type, Deadline deadline) throws ProbeException, NotReadyException {
        return switch (Delegation.find(name, resolver, deadline)) {
            case Delegation.Unknown(Resolution resolution) ->
                new DnsAnswer(List.of(resolution.by(DnsParams.AUTHORITATIVE)));
            case Delegation.Zone zone -> {
                Inquiry inquiry = new Inquiry(namespace, name, type, zone.apex(), deadline);
                yield new DnsAnswer(each(zone.servers(), inquiry));
            }
        };
    }

    private List<ServerAnswer> each(List<Name> servers, Inquiry inquiry) throws ProbeException, NotReadyException {
        try (ExecutorService parallel = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ServerAnswer>> asked = servers.stream()
                    .map(server -> parallel.submit(() -> ask(server, inquiry).by(RecordText.host(server))))
                    .toList();
            List<ServerAnswer> answers = new ArrayList<>();
            for (Future<ServerAnswer> one : asked) {
                answers.add(result(one));
            }
            return answers;
        }
    }

    private static ServerAnswer result(Future<ServerAnswer> future) throws ProbeException, NotReadyException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProbeException(Cause.Timeout, Phase.Exchange, "interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ProbeException failure -> throw failure;
                case NotReadyException notReady -> throw notReady;
                case null, default -> throw new IllegalStateException("a name server could not be asked", e.getCause());
            }
        }
    }

    private Resolution ask(Name server, Inquiry inquiry) throws NotReadyException {
        List<InetAddress> addresses;
        try {
            addresses = guard.admit(inquiry.namespace(), server.toString(true), port, inquiry.deadline());
        } catch (ProbeException e) {
            return switch (e.failure().cause()) {
                case EgressDenied -> Resolution.of(DnsCode.Denied, "");
                case NameNotFound -> Resolution.of(DnsCode.Unreachable, "its name does not exist");
                default -> Resolution.of(DnsCode.Unreachable, "its name could not be looked up");
            };
        }
        Resolution resolution = Resolution.of(DnsCode.Unreachable, "");
        int attempts = Math.min(addresses.size(), MOST_ADDRESSES);
        for (int i = 0; i < attempts; i++) {
            InetSocketAddress address = new InetSocketAddress(addresses.get(i), port);
            resolution = search(address, inquiry, inquiry.deadline().share(attempts - i));
            if (resolution.code() != DnsCode.Silent && resolution.code() != DnsCode.Unreachable) {
                return resolution;
            }
        }
        return resolution;
    }

    private Resolution search(InetSocketAddress server, Inquiry inquiry, Deadline deadline) {
        RecordSearch.Source source = (at, type) -> {
            boolean inZone = at.subdomain(inquiry.zone());
            Reply reply = inZone
                    ? exchange.ask(server, new Question(at, type, false), deadline)
                    : resolver.ask(at, type, deadline);
            if (!inZone || !reply.isFinal() || hasAuthority(reply)) {
                return reply;
            }
            // An alias may lead into a zone below, which this server only refers to.
            return at.equals(inquiry.name()) ? new Reply.Failure(DnsCode.Lame, "") : resolver.ask(at, type, deadline);
        };
        return new RecordSearch(inquiry.type(), inquiry.zone(), source).find(inquiry.name());
    }

    private static boolean hasAuthority(Reply reply) {
        return reply instanceof Reply.Answer(var message) && message.getHeader().getFlag(Flags.AA);
    }

    /** What all servers of a zone are asked. */
    private record Inquiry(String namespace, Name name, int type, Name zone, Deadline deadline) {}
}
