package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeAnswer.DnsCode;
import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Looks up the addresses of a host, both families at once, IPv4 first. */
final class AddressLookup {
    /** Part of the time left that the second family gets when the first has answered: some zones never answer AAAA. */
    private static final int PATIENCE = 4;

    private final SystemResolver resolver;

    AddressLookup(SystemResolver resolver) {
        this.resolver = resolver;
    }

    /** All addresses, at least one. @throws ProbeException NameNotFound or NameNotResolved */
    List<InetAddress> addresses(Name host, Deadline deadline) throws ProbeException {
        List<Resolution> both = bothFamilies(resolver.complete(host), deadline);
        List<InetAddress> addresses = both.stream()
                .flatMap(resolution -> resolution.records().stream())
                .flatMap(AddressLookup::address)
                .distinct()
                .sorted((one, other) -> Integer.compare(one.getAddress().length, other.getAddress().length))
                .toList();
        if (!addresses.isEmpty()) {
            return addresses;
        }
        boolean absent = both.size() == 2 && both.stream().allMatch(Resolution::absent);
        throw new ProbeException(absent ? Cause.NameNotFound : Cause.NameNotResolved, Phase.Resolve, "");
    }

    private List<Resolution> bothFamilies(Name host, Deadline deadline) throws ProbeException {
        ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();
        try {
            CompletionService<Resolution> completed = new ExecutorCompletionService<>(lookups);
            completed.submit(() -> resolver.find(host, Type.A, deadline));
            completed.submit(() -> resolver.find(host, Type.AAAA, deadline));
            Resolution first = next(completed, deadline);
            Resolution second = next(completed, first.found() ? deadline.share(PATIENCE) : deadline);
            return List.of(first, second);
        } finally {
            lookups.shutdownNow();
        }
    }

    private static Resolution next(CompletionService<Resolution> completed, Deadline deadline) throws ProbeException {
        try {
            Future<Resolution> done = completed.poll(nanosLeft(deadline), TimeUnit.NANOSECONDS);
            return done == null ? Resolution.of(DnsCode.Silent, "") : done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProbeException(Cause.NameNotResolved, Phase.Resolve, "interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a lookup failed", e.getCause());
        }
    }

    private static long nanosLeft(Deadline deadline) {
        try {
            return deadline.left(Phase.Resolve).toNanos();
        } catch (ProbeException e) {
            return 0;
        }
    }

    private static Stream<InetAddress> address(Record record) {
        return switch (record) {
            case ARecord a -> Stream.of(AddressLiteral.plain(a.getAddress().getAddress()));
            case AAAARecord aaaa -> Stream.of(AddressLiteral.plain(aaaa.rdataToWireCanonical()));
            default -> Stream.empty();
        };
    }
}
