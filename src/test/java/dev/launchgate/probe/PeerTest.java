package dev.launchgate.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.launchgate.api.v1alpha1.DnsType;
import dev.launchgate.api.v1alpha1.HttpMethod;
import dev.launchgate.api.v1alpha1.TlsVersion;
import dev.launchgate.probe.ProbeRequest.DnsQuery;
import dev.launchgate.probe.ProbeRequest.Fetch;
import dev.launchgate.probe.ProbeRequest.FetchFrom;
import dev.launchgate.probe.ProbeRequest.HttpExchange;
import dev.launchgate.probe.ProbeRequest.MonitoringSystem;
import dev.launchgate.probe.ProbeRequest.TlsHandshake;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://ML.example.com/healthz        |                | ml.example.com
                    http://ml.example.com.:8080?x=1       |                | ml.example.com
                    https://[2001:db8::1]:8443/           |                | 2001:db8::1
                    https://ml.example.com/               | Edge.internal. | edge.internal
                    not a url                             |                | not a url
                    """)
    void anExchangeCountsForTheHostItConnectsTo(String url, @Nullable String connectHost, String name) {
        HttpExchange exchange = new HttpExchange(HttpMethod.GET, url, connectHost, Map.of(), null, null, null);

        assertThat(Peer.of(exchange, 7)).isEqualTo(new Peer(name, 7));
    }

    @Test
    void allProtocolsToOneHostCountTogether() {
        TlsHandshake handshake = new TlsHandshake("ML.example.com.", 443, "other", TlsVersion.Tls12, null);

        assertThat(Peer.of(handshake, 7)).isEqualTo(Peer.of(ProbeWorld.tcp("ml.example.com"), 7));
    }

    @Test
    void contentCountsForItsHostAndTheAdministratorsServersForThemselves() {
        ContentReader reader = (status, body) -> new ContentReader.Content() {};

        assertThat(Peer.of(fetch(new FetchFrom.Stated("https://DOCS.example.com./a", null, null), reader), 7))
                .isEqualTo(new Peer("docs.example.com", 7));
        assertThat(Peer.of(fetch(new FetchFrom.Administered(MonitoringSystem.Grafana, "/a"), reader), 7))
                .isEqualTo(new Peer("administered Grafana", 100));
    }

    private static Fetch fetch(FetchFrom from, ContentReader reader) {
        return new Fetch(from, Map.of(), reader, Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "System, ml.example.com, dns System",
        "192.0.2.53, ml.example.com, dns 192.0.2.53",
        "Authoritative, ml.Example.com., dns of example.com",
        "Authoritative, com, dns of com"
    })
    void aQuestionCountsForItsResolver(String server, String name, String peer) {
        assertThat(Peer.of(new DnsQuery(name, DnsType.A, server), 7)).isEqualTo(new Peer(peer, 64));
    }

    @ParameterizedTest
    @CsvSource({
        "https://ml.example.com, true, ml.example.com, 443, ml.example.com, /",
        "HTTP://Ml.example.com:443/a?b=c, false, ml.example.com, 443, ml.example.com:443, /a?b=c",
        "http://ml.example.com:80?b, false, ml.example.com, 80, ml.example.com, /?b",
        "https://_dmarc.example.com./x, true, _dmarc.example.com, 443, _dmarc.example.com, /x",
        "https://[2001:DB8::1]/, true, 2001:db8::1, 443, [2001:db8::1], /",
        "http://10.0.0.1:8080/a|b{c}, false, 10.0.0.1, 8080, 10.0.0.1:8080, /a|b{c}",
        "http://ml.example.com/\u00e4?\u00f6, false, ml.example.com, 80, ml.example.com, /%C3%A4?%C3%B6",
    })
    void aUrlIsTakenApart(String url, boolean secure, String host, int port, String authority, String target) {
        assertThat(HttpUrl.parse(url)).isEqualTo(new HttpUrl(secure, host, port, authority, target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://ml.example.com/",
                "https://user@ml.example.com/",
                "https://good.example.com\\@evil.example.com/",
                "https://ml.example.com:0/",
                "https://ml.example.com:65536/",
                "https://ml.example.com:/",
                "https://ml.example.com/a b",
                "https://ml.example.com/a\r\nX: y",
                "https://ml.example.com/#fragment",
                "https://[fe80::1%25eth0]/",
                "https://[::1/",
                "https://ml%2eexample.com/",
                "https://m\u00fcller.example.com/",
                "https:///path",
                "https://-bad-.example.com-/",
            })
    void aUrlThatTwoReadersCouldReadDifferentlyIsRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> HttpUrl.parse(url));
    }
}
