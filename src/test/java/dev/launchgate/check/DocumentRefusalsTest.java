package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentRefusalsTest {
    private static final String SOURCE = "source: {configMap: {name: docs, key: flow.svg}}";
    private static final String DIGEST = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    @Test
    void acceptsEveryFieldTogether() {
        assertThat(Spec.refusals(new DocumentCheck(), """
                source: {configMap: {name: ml-scoring-docs, key: request-flow.svg}}
                format: Svg
                sha256: 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae
                mentions: [scoring-api, database]
                reviewedAt: 2026-11-01T00:00:00Z
                maxAge: 180d
                """)).isEmpty();
        assertThat(Spec.refusals(new DocumentCheck(), """
                source:
                  url: https://docs.example.com/ml/request-flow.svg
                  auth: {bearer: {secret: {name: docs-token, key: token}}}
                  ca: {configMap: {name: corp-ca, key: ca.pem}}
                """)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "format: Pdf",
                "format: Pdf, mentions: []",
                "format: Html, mentions: [a]",
                "mentions: [a]",
                "sha256: " + DIGEST,
                "sha256: 2C26B46B68FFC68FF99B453C1D30413413422D706483BFA0F98A5E886266E7AE",
                "reviewedAt: '2026-11-01T00:00:00Z'",
                "reviewedAt: '2026-11-01T00:00:00+01:00', maxAge: 1d",
                "reviewedAt: '2026-11-01T00:00:00Z', maxAge: 24h",
                "reviewedAt: '2026-11-01T00:00:00Z', maxAge: 1825d"
            })
    void acceptsWhatCanBeJudged(String params) {
        assertThat(refusals(SOURCE, params)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            format: Pdf, mentions: [a]                       | mentions: mentions needs a text format
            format: Png, mentions: [a]                       | mentions: mentions needs a text format
            mentions: ['']                                   | mentions[0]: must be 1 to 100 characters without control characters
            mentions: [a, "b\\u0007"]                        | mentions[1]: must be 1 to 100 characters without control characters
            maxAge: 180d                                     | maxAge: maxAge needs reviewedAt
            reviewedAt: '2026-11-01T00:00:00Z', maxAge: 23h  | maxAge: must be from 1d to 1825d
            reviewedAt: '2026-11-01T00:00:00Z', maxAge: 1826d | maxAge: must be from 1d to 1825d
            reviewedAt: '2026-11-01T00:00:00Z', maxAge: 1y   | maxAge: must be from 1d to 1825d
            reviewedAt: '2026-11-01'                         | reviewedAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            reviewedAt: '2026-02-30T00:00:00Z'               | reviewedAt: must be a date and time with zone, such as 2026-11-20T09:00:00Z
            sha256: abc                                      | sha256: must be 64 hexadecimal digits
            sha256: ''                                       | sha256: must be 64 hexadecimal digits
            sha256: g2c6b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae | sha256: must be 64 hexadecimal digits
            """)
    void refusesWhatCannot(String params, String refusal) {
        assertThat(refusals(SOURCE, params)).containsExactly(refusal);
    }

    @Test
    void refusesTooManyWords() {
        assertThat(refusals(SOURCE, "mentions: " + Collections.nCopies(20, "a")))
                .isEmpty();
        assertThat(refusals(SOURCE, "mentions: " + Collections.nCopies(21, "a")))
                .containsExactly("mentions: 0 to 20 elements, saw 21");
        assertThat(refusals(SOURCE, "mentions: [" + "a".repeat(101) + "]"))
                .containsExactly("mentions[0]: must be 1 to 100 characters without control characters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            format: Any                                          | source: exactly one of configMap, url must be set
            source: {}                                           | source: exactly one of configMap, url must be set
            source: {configMap: {name: a, key: b}, url: 'https://a.example.com'} | source: exactly one of configMap, url must be set
            source: {configMap: {name: A, key: b}}               | source.configMap.name: must be the name of an object
            source: {configMap: {name: a, key: 'b c'}}           | source.configMap.key: must be a key: letters, digits, dots, dashes, underscores
            source: {url: 'ftp://a.example.com'}                 | source.url: must start with http:// or https://
            source: {url: 'https://a:b@a.example.com'}           | source.url: no user name or password: use auth
            source: {url: 'http://169.254.169.254/'}             | source.url: an address in this range is never reached
            source: {url: 'http://a.example.com', auth: {basic: {secret: {name: s}}}} | source.auth: credentials need https
            source: {url: 'https://a.example.com', auth: {}}     | source.auth: exactly one of bearer, basic must be set
            source: {url: 'https://a.example.com', ca: {configMap: {name: '', key: k}}} | source.ca.configMap.name: must be the name of an object
            """)
    void refusesASourceThatCannotBeRead(String source, String refusal) {
        assertThat(refusals(source, "")).containsExactly(refusal);
    }

    private static List<String> refusals(String source, String params) {
        return Spec.refusals(new DocumentCheck(), "{" + source + (params.isEmpty() ? "" : ", " + params) + "}");
    }
}
