package dev.launchgate.probe;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.TlsVersion;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One question to the network. Equal requests of one namespace are asked once. */
public sealed interface ProbeRequest {
    /** Bounded name of the protocol, for metric tags. */
    String protocol();

    /** The shortest time between two of these, whatever interval is asked for; zero where the interval alone counts. */
    default Duration atMostEvery() {
        return Duration.ZERO;
    }

    /**
     * Whether the answer is a live measurement, which may differ each time though nobody changed anything. What is not is
     * believed at the first look.
     */
    default boolean live() {
        return atMostEvery().isZero();
    }

    /**
     * Asks for the records of a name.
     *
     * @param name absolute name, as the spec writes it
     * @param server {@code System}, {@code Authoritative}, or an address, {@code v4}, {@code v4:port}, {@code v6} or
     *     {@code [v6]:port}
     */
    record DnsQuery(String name, DnsType type, String server) implements ProbeRequest {
        @Override
        public String protocol() {
            return "dns";
        }
    }

    /** Connects and closes without sending a byte. {@code host} is a name or an address without brackets. */
    record TcpConnect(String host, int port) implements ProbeRequest {
        @Override
        public String protocol() {
            return "tcp";
        }
    }

    /**
     * Makes a TLS handshake and sends nothing after it.
     *
     * @param host name or address to connect to
     * @param serverName sent as SNI and verified
     * @param caPem certificates to trust, PEM; null for the runtime's trust store
     */
    record TlsHandshake(
            String host,
            int port,
            String serverName,
            TlsVersion minVersion,
            @Nullable String caPem) implements ProbeRequest {
        @Override
        public String protocol() {
            return "tls";
        }
    }

    /**
     * Sends one HTTP/1.1 request; follows no redirect.
     *
     * @param connectHost name or address to connect to instead of the URL's host; the port, Host and SNI stay the URL's
     * @param credential what to authenticate with, by reference; read at the time of use and never kept
     * @param caPem certificates to trust, PEM; null for the runtime's trust store
     * @param find RE2 expression to search in the first 64 KiB of the body; null to ignore the body
     */
    record HttpExchange(
            HttpMethod method,
            String url,
            @Nullable String connectHost,
            Map<String, String> headers,
            @Nullable CredentialRef credential,
            @Nullable String caPem,
            @Nullable String find)
            implements ProbeRequest {
        public HttpExchange {
            headers = Map.copyOf(headers);
        }

        @Override
        public String protocol() {
            return "http";
        }
    }

    /**
     * Fetches content with GET and hands it to a reader; follows no redirect. What exceeds 1 MiB is refused.
     *
     * @param from whom to ask for what
     * @param headers sent along, such as the name of a tenant
     * @param reader takes from the answer what a check wants to see
     * @param atMostEvery shortest time between two fetches
     */
    record Fetch(FetchFrom from, Map<String, String> headers, ContentReader reader, Duration atMostEvery)
            implements ProbeRequest {
        public Fetch {
            headers = Map.copyOf(headers);
        }

        @Override
        public String protocol() {
            return "http";
        }
    }

    /**
     * Looks at a Secret of the checklist's namespace by its name: whether it is there, its keys and who manages it. Values
     * are never kept.
     */
    record SecretLook(String name) implements ProbeRequest {
        private static final Pattern NAME = Pattern.compile(Patterns.NAME);

        /** @throws IllegalArgumentException for a name that no Secret can have: it becomes part of a URL */
        public SecretLook {
            if (!valid(name)) {
                throw new IllegalArgumentException("not the name of a Secret");
            }
        }

        /** Whether a Secret can have this name. */
        public static boolean valid(String name) {
            return name.length() <= 253 && NAME.matches(name);
        }

        @Override
        public String protocol() {
            return "secret";
        }

        @Override
        public boolean live() {
            return false;
        }
    }

    /** Where content is fetched from. */
    sealed interface FetchFrom {
        /**
         * A URL that the checklist states.
         *
         * @param credential what to authenticate with, by reference; read at the time of use and never kept
         * @param caPem certificates to trust, PEM; null for the runtime's trust store
         */
        record Stated(
                String url,
                @Nullable CredentialRef credential,
                @Nullable String caPem) implements FetchFrom {}

        /**
         * A server that the administrator configured, and that is open to every checklist.
         *
         * @param target path and query below the configured URL, as the request line spells them, with a leading slash
         */
        record Administered(MonitoringSystem system, String target) implements FetchFrom {}
    }

    /** Systems that the administrator can name for all checklists. */
    enum MonitoringSystem {
        Prometheus,
        Alertmanager,
        Grafana
    }

    /**
     * A Secret that holds credentials, by name, in the namespace of the checklist.
     *
     * @param key key of a bearer token; null for basic authentication by the keys {@code username} and {@code password}
     */
    record CredentialRef(String secret, @Nullable String key) {}
}
