package dev.launchgate.check;

/** A certificate for tests: self-signed, of no use to anybody. */
final class Certificates {
    static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIIBijCCAS+gAwIBAgIUJYEJP65ZTXjB3lv2Z2jwRHVvUvwwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOVGVzdCBhdXRob3JpdHkwIBcNMjYxMTI1MDAxNDAwWhgPMjEy
            NjExMDEwMDE0MDBaMBkxFzAVBgNVBAMMDlRlc3QgYXV0aG9yaXR5MFkwEwYHKoZI
            zj0CAQYIKoZIzj0DAQcDQgAEEMUR4uJJOfHdjQoHzybypUK2YEkZBnh5cTo5DnCf
            wje5jSin3STTHJPydSW9MInVSYr7NgYMkmisa7nWK8TpLKNTMFEwHQYDVR0OBBYE
            FGULlxDNDXp3irzaGDgrXMWqHFEZMB8GA1UdIwQYMBaAFGULlxDNDXp3irzaGDgr
            XMWqHFEZMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAMrPuTEt
            KoegjIevMUXuIKV7nVeDQ1ptnTkjvS0IfEJ9AiEA0lsb1d4fSy0qIqw4exSVimeC
            hzYrzHy5TeBp0QUJhDw=
            -----END CERTIFICATE-----
            """;

    private Certificates() {}

    /** A ConfigMap {@code corp-ca} whose key {@code ca.pem} holds a text. */
    static String configMap(String text) {
        return """
               metadata: {name: corp-ca, namespace: ml}
               data:
                 ca.pem: |
               """ + text.indent(4);
    }
}
