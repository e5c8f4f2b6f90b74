package dev.launchgate.probe.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * The DNS servers that resolver System means, in the order in which they are asked. The administrator chose them, by
 * setting or by the machine's own configuration, so the guard does not judge them.
 *
 * @param clusterDomain what Services' names end with, such as {@code cluster.local}; empty outside a cluster
 */
public record NameServers(List<InetSocketAddress> servers, Optional<Name> clusterDomain) {
    private static final Logger LOG = LoggerFactory.getLogger(NameServers.class);
    /** As many as the C library takes from its file. */
    private static final int MOST = 3;

    public NameServers {
        servers = List.copyOf(servers);
    }

    /**
     * @param configured addresses, {@code v4}, {@code v4:port}, {@code v6} or {@code [v6]:port}; none to use the file's
     * @param resolvConf the machine's own configuration, as resolv.conf(5) describes it
     * @throws IllegalArgumentException with the first configured entry that is no address
     */
    public static NameServers of(List<String> configured, Path resolvConf) {
        List<String> lines = lines(resolvConf);
        List<InetSocketAddress> servers = configured.isEmpty()
                ? words(lines, "nameserver")
                        .map(ServerAddress::parse)
                        .flatMap(Optional::stream)
                        .limit(MOST)
                        .toList()
                : configured.stream().map(NameServers::required).toList();
        if (servers.isEmpty()) {
            LOG.warn("no DNS server is known: set launchgate.dns.resolvers, or name one in {}", resolvConf);
        }
        return new NameServers(servers, clusterDomain(lines));
    }

    private static InetSocketAddress required(String text) {
        return ServerAddress.parse(text.strip())
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s: expected an address, or an address and port such as 10.96.0.10:53".formatted(text)));
    }

    private static List<String> lines(Path resolvConf) {
        try {
            return Files.readAllLines(resolvConf);
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", resolvConf, e.toString());
            return List.of();
        }
    }

    /** The kubelet gives each pod the search path {@code ns.svc.DOMAIN svc.DOMAIN DOMAIN}. */
    private static Optional<Name> clusterDomain(List<String> lines) {
        return words(lines, "search")
                .filter(domain -> domain.startsWith("svc."))
                .findFirst()
                .flatMap(domain -> name(domain.substring("svc.".length())));
    }

    private static Stream<String> words(List<String> lines, String keyword) {
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words[0].equals(keyword))
                .flatMap(words -> Arrays.stream(words).skip(1));
    }

    private static Optional<Name> name(String text) {
        try {
            return Optional.of(Name.fromString(text, Name.root));
        } catch (TextParseException e) {
            return Optional.empty();
        }
    }
}
