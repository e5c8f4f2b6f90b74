package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.DnsType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsValuesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    A     | 203.0.113.10              | 203.0.113.10
                    AAAA  | 2001:0DB8:0:0::0007       | 2001:db8::7
                    AAAA  | ::ffff:203.0.113.10       | ::ffff:cb00:710a
                    CNAME | LB.Example.NET.           | lb.example.net
                    CNAME | _x.example.net            | _x.example.net
                    NS    | NS1.example.com           | ns1.example.com
                    MX    | 10 Mail.example.com.      | 10 mail.example.com
                    MX    | 0 .                       | 0 .
                    MX    | 65535   a                 | 65535 a
                    SRV   | 0 5 443 A.example.com.    | 0 5 443 a.example.com
                    SRV   | 0 0 0 .                   | 0 0 0 .
                    CAA   | 0 issue "ca.example.net"  | 0 issue "ca.example.net"
                    CAA   | 128 ISSUEWILD ca.example  | 128 issuewild "ca.example"
                    CAA   | 0 issue ";"               | 0 issue ";"
                    CAA   | 0 issue ""                | 0 issue ""
                    CAA   | 0 iodef "mailto:A@b.c"    | 0 iodef "mailto:A@b.c"
                    TXT   | v=spf1 -all               | v=spf1 -all
                    TXT   | Case Counts               | Case Counts
                    TXT   | say "hi"                  | say "hi"
                    TXT   | "a" "b"                   | ab
                    TXT   | "a b""c"                  | a bc
                    TXT   | "a\\"b\\\\c"              | a"b\\c
                    TXT   | "\\195\\188"              | \\195\\188
                    TXT   | "\\0651"                  | A1
                    TXT   | ü                         | \\195\\188
                    TXT   | "ü"                       | \\195\\188
                    TXT   | ""                        | ``
                    TXT   | "\\\\"                    | \\
                    """)
    void reads(DnsType type, String text, String canonical) {
        assertThat(DnsValues.canonical(type, text)).contains(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    A     | 2001:db8::7
                    A     | 203.0.113
                    A     | 203.0.113.010
                    A     | 0xcb.0.113.10
                    A     | ml.example.com
                    A     | 203.0.113.10/32
                    AAAA  | 203.0.113.10
                    AAAA  | fe80::1%eth0
                    AAAA  | [2001:db8::7]
                    CNAME | a b
                    CNAME | a..b
                    CNAME | *.example.com
                    CNAME | 203.0.113.10
                    CNAME | @
                    NS    | 1 ns.example.com
                    MX    | mail.example.com
                    MX    | 65536 mail.example.com
                    MX    | -1 mail.example.com
                    MX    | 10 mail.example.com extra
                    MX    | ten mail.example.com
                    MX    | 10 203.0.113.10
                    SRV   | 0 5 a.example.com
                    SRV   | 0 5 65536 a.example.com
                    SRV   | 0 65536 5 a.example.com
                    SRV   | 65536 0 5 a.example.com
                    SRV   | 0 5 443 a b
                    CAA   | issue ca.example.net
                    CAA   | 256 issue ca.example.net
                    CAA   | 0 is-sue ca.example.net
                    CAA   | 0 issue
                    CAA   | 0 issue "a" b
                    CAA   | 0 issue "a"b"
                    CAA   | 0 issue a"b
                    TXT   | "open
                    TXT   | "open\\"
                    TXT   | "a" b
                    TXT   | "a" "
                    TXT   | "
                    """)
    void readsNothingElse(DnsType type, String text) {
        assertThat(DnsValues.canonical(type, text)).isEmpty();
    }

    @Test
    void keepsAnAnswerThatItCannotRead() {
        assertThat(DnsValues.answered(DnsType.A, "Nonsense")).isEqualTo("Nonsense");
        assertThat(DnsValues.answered(DnsType.MX, "10 Mail.example.com.")).isEqualTo("10 mail.example.com");
        assertThat(DnsValues.answered(DnsType.TXT, "\"quoted\"")).isEqualTo("\"quoted\"");
    }

    @Test
    void aLongTextIsReadWhole() {
        assertThat(DnsValues.canonical(DnsType.TXT, "x".repeat(1024))).contains("x".repeat(1024));
    }
}
