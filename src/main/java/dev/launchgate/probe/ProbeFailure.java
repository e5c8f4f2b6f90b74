package dev.launchgate.probe;

/**
 * Why a probe has no answer.
 *
 * @param cause what went wrong
 * @param phase how far the probe came
 * @param detail a word for people where the cause has variants, such as {@code connection reset}; never an address, body
 *     or secret
 */
public record ProbeFailure(Cause cause, Phase phase, String detail) {

    /** What went wrong. */
    public enum Cause {
        /** No complete answer within the timeout. */
        Timeout,
        /** The peer refused the connection. */
        ConnectionRefused,
        /** Reset, unreachable, broken framing. */
        NetworkError,
        /** The host does not exist (NXDOMAIN or no address). */
        NameNotFound,
        /** The host could not be looked up (SERVFAIL, timeout, refused). */
        NameNotResolved,
        /** The egress guard denies the destination. */
        EgressDenied,
        /** The TLS handshake failed or the certificate does not verify, where TLS is only the way. */
        TlsFailed,
        /** The answer breaks the protocol. */
        DataMalformed,
        /** The answer exceeds the cap. */
        DataTooLarge,
        /** The Secret does not list the host in launchgate.dev/send-to. */
        SecretNotShared,
        /** The Secret or its key does not exist. */
        SecretMissing,
        /** The operator may not read the Secret. */
        SecretForbidden,
        /** A defect in Launchgate. */
        InternalError
    }

    /** How far a probe came. */
    public enum Phase {
        Resolve,
        Connect,
        Handshake,
        Exchange
    }
}
