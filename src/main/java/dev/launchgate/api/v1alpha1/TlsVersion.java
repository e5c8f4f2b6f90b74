package dev.launchgate.api.v1alpha1;

/** Lowest protocol version that may be negotiated. */
public enum TlsVersion {
    /** TLS 1.2. */
    Tls12,
    /** TLS 1.3. */
    Tls13
}
