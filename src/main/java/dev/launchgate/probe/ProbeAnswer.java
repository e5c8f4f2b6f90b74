package dev.launchgate.probe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the network answered. Holds only what a check can see, so that two equal answers need no second look: no
 * latencies, no ageing TTLs, no body.
 */
public sealed interface ProbeAnswer {

    /** Answers to a {@code DnsQuery}: one per server, more than one only for {@code Authoritative}. */
    record DnsAnswer(List<ServerAnswer> servers) implements ProbeAnswer {
        public DnsAnswer {
            servers = List.copyOf(servers);
        }
    }

    /**
     * What one DNS server said.
     *
     * @param server as the request writes it; an authoritative server by its name
     * @param values record data in canonical presentation form, sorted, lower-case where DNS ignores case
     * @param ttl seconds, highest of the answered records and of the aliases that lead to them, since a resolver may keep
     *     any of them that long; only from an authoritative server, else null
     * @param negativeTtl seconds a resolver may keep a negative answer (SOA minimum); null where unknown
     * @param detail what else a person should know, such as the extended error of a SERVFAIL; never record data
     */
    record ServerAnswer(
            String server,
            DnsCode code,
            List<String> values,
            @Nullable Long ttl,
            @Nullable Long negativeTtl,
            String detail) {
        public ServerAnswer {
            values = List.copyOf(values);
        }
    }

    /** What kind of answer a DNS server gave. */
    enum DnsCode {
        /** Records of the type, after following CNAMEs for A and AAAA. */
        Records,
        /** The name exists without that type. */
        NoRecords,
        /** NXDOMAIN. */
        NoName,
        /** The chain of CNAMEs repeats, or has more than eight steps. */
        CnameLoop,
        /** The chain of CNAMEs ends at a name that does not exist. */
        CnameDangling,
        /** SERVFAIL. */
        ServerFailed,
        /** REFUSED, NOTIMP or FORMERR. */
        Refused,
        /** A listed authoritative server answers without authority. */
        Lame,
        /** The answer was truncated, and TCP failed. */
        Truncated,
        /** No answer within the timeout. */
        Silent,
        /** The connection broke or was refused. */
        Unreachable,
        /** Not a DNS answer to this question. */
        Malformed,
        /** The egress guard denies the server. */
        Denied
    }

    /** A connection was established. */
    record TcpAnswer() implements ProbeAnswer {}

    /**
     * What a TLS handshake showed.
     *
     * @param protocol negotiated version as Java names it, such as {@code TLSv1.3}; empty when the handshake failed
     * @param names DNS names and addresses that the certificate covers, lower-case, sorted
     * @param notBefore start of validity; null when no certificate was seen
     * @param notAfter end of validity; null when no certificate was seen
     */
    record TlsAnswer(
            TlsOutcome outcome,
            String protocol,
            Trust trust,
            List<String> names,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter)
            implements ProbeAnswer {
        public TlsAnswer {
            names = List.copyOf(names);
        }
    }

    /** How a handshake ended. */
    enum TlsOutcome {
        Completed,
        /** The peer sent an alert or closed. */
        PeerAborted,
        /** The peer does not speak TLS. */
        NotTls,
        /** The peer offers only versions below the lowest accepted one. */
        ProtocolTooOld
    }

    /** Whether there is a path from the served certificate to a trusted root, names and dates aside. */
    enum Trust {
        Trusted,
        SelfSigned,
        UnknownIssuer,
        /** The server left out an intermediate certificate. */
        IntermediateMissing,
        /** No certificate was seen. */
        None
    }

    /**
     * An HTTP response.
     *
     * @param status code, 100..599
     * @param found whether the expression of the request was found in the body; false if none was asked for
     */
    record HttpAnswer(int status, boolean found) implements ProbeAnswer {}

    /**
     * Fetched content.
     *
     * @param status code, 200..599
     * @param content what the reader of the request made of it
     */
    record Fetched(int status, ContentReader.Content content) implements ProbeAnswer {}

    /**
     * A Secret without its values.
     *
     * @param keys keys of its data
     * @param annotations only those that say who manages it: others may quote values
     */
    record SecretSeen(
            Set<String> keys,
            Map<String, String> labels,
            Map<String, String> annotations,
            List<Owner> owners,
            List<DataWriter> writers)
            implements ProbeAnswer {
        public SecretSeen {
            keys = Set.copyOf(keys);
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
            owners = List.copyOf(owners);
            writers = List.copyOf(writers);
        }
    }

    /** An object that owns another. */
    record Owner(String apiVersion, String kind, String name) {}

    /**
     * A field manager and the keys of an object's data that it was the last to change; equal values that several managers
     * applied belong to each of them.
     *
     * @param at RFC 3339, as the API server wrote it
     */
    record DataWriter(String manager, String at, Set<String> keys) {
        public DataWriter {
            keys = Set.copyOf(keys);
        }
    }
}
