package dev.launchgate.api.v1alpha1;

/** DNS record types that can be asked for. */
public enum DnsType {
    A,
    AAAA,
    CAA,
    CNAME,
    MX,
    NS,
    SRV,
    TXT
}
