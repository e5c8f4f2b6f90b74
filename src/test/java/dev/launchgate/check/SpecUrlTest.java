package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecUrlTest {
    private static final String SCHEME = "must start with http:// or https://";
    private static final String CHARACTERS = "no control characters, spaces or characters beyond ASCII: percent-encode"
            + " them, and write the host in its xn-- form";
    private static final String HOST =
            "host must be a name, four decimal numbers or [IPv6] without zone, and the port from 1 to 65535";
    private static final String NEVER = "an address in this range is never reached";
    private static final Pattern SCHEMA = Pattern.compile(Patterns.URL);

    @ParameterizedTest
    @CsvSource({
        "https://ml.example.com, ml.example.com, 443, ml.example.com:443, https://ml.example.com",
        "http://ml.example.com/a/b?c=d&e, ml.example.com, 80, ml.example.com:80, http://ml.example.com/a/b",
        "https://ML.example.com.:8443?q, ML.example.com., 8443, ML.example.com.:8443, https://ML.example.com.:8443",
        "http://[2001:db8::7]/x, 2001:db8::7, 80, [2001:db8::7]:80, http://[2001:db8::7]/x",
        "https://[::1]:65535, ::1, 65535, [::1]:65535, https://[::1]:65535",
        "http://127.0.0.1:1/@/a:b, 127.0.0.1, 1, 127.0.0.1:1, http://127.0.0.1:1/@/a:b",
        "http://a_b/%41?x=%20, a_b, 80, a_b:80, http://a_b/%41",
        "https://xn--mnchen-3ya.example/, xn--mnchen-3ya.example, 443, xn--mnchen-3ya.example:443,"
                + " https://xn--mnchen-3ya.example/"
    })
    void takesApart(String url, String host, int port, String destination, String shown) {
        assertThat(SpecUrl.fault(url)).isEmpty();
        SpecUrl parsed = SpecUrl.parse(url);

        assertThat(parsed.host()).isEqualTo(host);
        assertThat(parsed.port()).isEqualTo(port);
        assertThat(parsed.destination()).isEqualTo(destination);
        assertThat(parsed.shown()).isEqualTo(shown);
        assertThat(SCHEMA.matches(url))
                .as("the schema lets through what the planner does")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://ml.example.com",
                "file:///etc/passwd",
                "jar:http://a!/b",
                "gopher://a",
                "HTTPS://ml.example.com",
                "https:/ml.example.com",
                "//ml.example.com",
                "ml.example.com",
                "javascript:alert(1)"
            })
    void refusesOtherSchemes(String url) {
        refuses(url, SCHEME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ml.example.com/a b",
                "https://ml.example.com/a\r\nHost: other",
                "https://ml.example.com/a\tb",
                "https://ml.example.com/\u0000",
                "https://ml.example.com/\u007f",
                "https://ml.example.com/\u202e",
                "https://m\u00fcnchen.example/",
                "https://ml.example.com/\u010d\u010a",
                "https://ml\u3002example.com/"
            })
    void refusesOtherCharacters(String url) {
        refuses(url, CHARACTERS);
    }

    @Test
    void refusesFragments() {
        refuses("https://ml.example.com/#top", "no fragment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:s3cret@ml.example.com/",
                "https://s3cret@ml.example.com",
                "https://@ml.example.com",
                "https://ml.example.com\\@other/",
                "https://ml.example.com@169.254.169.254/"
            })
    void refusesUserInformationWithoutRepeatingIt(String url) {
        refuses(url, "no user name or password: use auth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:///path",
                "https://:443",
                "https://?q",
                "https://ml.example.com:",
                "https://ml.example.com:0",
                "https://ml.example.com:65536",
                "https://ml.example.com:0443",
                "https://ml.example.com:+443",
                "https://ml.example.com:443:443",
                "https://[fe80::1%25eth0]/",
                "https://[::1",
                "https://::1/",
                "https://[127.0.0.1]/",
                "https://[]/",
                "https://-a.example.com",
                "https://a-.example.com",
                "https://a..example.com",
                "https://*.example.com",
                "https://ml.example.com\\.other/",
                "https://%31%36%39.254.169.254/",
                "https://0x7f.0.0.1",
                "https://0x7f000001",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://2130706433",
                "https://127.1",
                "https://127.0.1",
                "https://1.2.3.4.",
                "https://256.1.1.1",
                "https://example.0x7f"
            })
    void refusesHostsAndPortsThatCouldBeReadInTwoWays(String url) {
        refuses(url, HOST);
    }

    @Test
    void refusesHostsThatAreTooLong() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));

        assertThat(longest).hasSize(253);
        assertThat(SpecUrl.fault("https://" + longest)).isEmpty();
        refuses("https://" + longest + "a", HOST);
        refuses("https://" + "a".repeat(64) + ".example.com", HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "100.100.100.200",
                "168.63.129.16",
                "[::]",
                "[fe80::1]",
                "[febf::1]",
                "[ff02::1]",
                "[fd00:ec2::254]",
                "[::ffff:169.254.169.254]",
                "[::ffff:a9fe:a9fe]",
                "[::169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b:1::169.254.169.254]",
                "[2002:a9fe:a9fe::1]",
                "[2001:0:a9fe:a9fe::1]"
            })
    void refusesAddressesThatAreNeverReached(String host) {
        refuses("http://" + host + "/latest/meta-data", NEVER);
        refuses("http://" + host + ":8080", NEVER);
    }

    /** Whether these are reached is the administrator's decision, which the planner does not know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "1.0.0.0",
                "223.255.255.255",
                "[::1]",
                "[fd00::1]",
                "[fe00::1]",
                "[fec0::1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::808:808]",
                "[2002:808:808::1]",
                "[2001:db8::1]"
            })
    void acceptsAddressesThatASettingMayOpen(String host) {
        assertThat(SpecUrl.fault("http://" + host + "/")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://ml.example.com/{a}, 24",
        "https://ml.example.com/%zz, 24",
        "https://ml.example.com/a|b, 25",
        "https://ml.example.com/a\\b, 25",
        "https://ml.example.com/?q=<x>, 27",
    })
    void refusesWhatIsNoUrlWithThePosition(String url, int position) {
        refuses(url, "not a URL (position " + position + ")");
    }

    @Test
    void refusesUrlsThatAreTooLong() {
        String longest = "https://ml.example.com/" + "a".repeat(2048 - 23);

        assertThat(SpecUrl.fault(longest)).isEmpty();
        refuses(longest + "a", "must have 1 to 2048 characters");
        refuses("", "must have 1 to 2048 characters");
    }

    @Test
    void showsTheBeginningOfALongUrl() {
        assertThat(SpecUrl.parse("https://ml.example.com/" + "a".repeat(300)).shown())
                .isEqualTo("https://ml.example.com/" + "a".repeat(177) + "...");
    }

    private static void refuses(String url, String message) {
        assertThat(SpecUrl.fault(url)).contains(message);
        assertThatThrownBy(() -> SpecUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(message).doesNotContain("s3cret");
    }
}
