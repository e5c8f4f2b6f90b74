package dev.launchgate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.CheckParams;
import dev.launchgate.api.v1alpha1.GoldenSignalsParams;
import dev.launchgate.api.v1alpha1.MetricsParams;
import dev.launchgate.api.v1alpha1.Phase;
import dev.launchgate.api.v1alpha1.SignalQuery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of queries: of one, and of the golden four. */
class MetricsRefusalsTest {
    private static final String FOUR =
            "latency: {query: a}\ntraffic: {query: b}\nerrors: {query: c}\nsaturation: {exempt: none}\n";

    private static List<String> metrics(String yaml) {
        return Spec.refusals(new MetricsCheck(), yaml);
    }

    private static List<String> golden(String yaml) {
        return Spec.refusals(new GoldenSignalsCheck(), yaml);
    }

    private static <P extends CheckParams> List<String> in(Phase phase, Check<P> check, String yaml) {
        Refusals refusals = new Refusals("it");
        check.refuseIn(phase, Spec.of(check.params(), yaml), refusals);
        return refusals.all().stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{query: up}",
                "{query: 'up{n=\"${namespace}\",a=\"${name}\",h=\"${podTemplateHash}\"}', min: '-5', max: '-5', minSeries: 1000}",
                "{query: \"sum(\\n\\tup)\", min: '0.000000001', max: '999999999999999.999999999'}",
                "{query: 'up{a=~\"x$\"}', prometheus: {url: 'http://prom:9090', tenant: 'a|b'}}"
            })
    void whatIsRightIsAccepted(String yaml) {
        assertThat(metrics(yaml)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {}                                    | query: must be 1 to 2000 characters without control characters
        {query: ""}                           | query: must be 1 to 2000 characters without control characters
        {query: "a\\0b"}                      | query: must be 1 to 2000 characters without control characters
        {query: "a\\rb"}                      | query: must be 1 to 2000 characters without control characters
        {query: "up{a='${other}'}"}           | query: PLACEHOLDERS
        {query: "up{a='${'"}                  | query: PLACEHOLDERS
        {query: "${Name}"}                    | query: PLACEHOLDERS
        {query: "$${name}{x}"}                | query: PLACEHOLDERS
        {query: up, min: "2", max: "1"}       | min: must not be above max
        {query: up, min: "1e3"}               | min: DECIMAL
        {query: up, max: "NaN"}               | max: DECIMAL
        {query: up, max: ""}                  | max: DECIMAL
        {query: up, max: ".5"}                | max: DECIMAL
        {query: up, max: "1234567890123456"}  | max: DECIMAL
        {query: up, min: "0.1234567890"}      | min: DECIMAL
        {query: up, minSeries: 0}             | minSeries: must be from 1 to 1000
        {query: up, minSeries: 1001}          | minSeries: must be from 1 to 1000
        {query: up, prometheus: {url: "ftp://p"}} | prometheus.url: must start with http:// or https://
        {query: up, prometheus: {url: "http://p/?a"}} | prometheus.url: the base URL has no query
        {query: up, prometheus: {url: "http://p", auth: {basic: {secret: {name: s}}}}} | prometheus.auth: credentials need https
        """)
    void whatIsWrongIsRefused(String yaml, String refusal) {
        assertThat(metrics(yaml))
                .containsExactly(refusal.replace("PLACEHOLDERS", MetricsParams.PLACEHOLDERS)
                        .replace(
                                "DECIMAL",
                                "must be a decimal number of at most 15 digits before the point and 9 behind it"));
    }

    @Test
    void theLengthOfAQueryIsBounded() {
        assertThat(metrics("{query: %s}".formatted("a".repeat(2000)))).isEmpty();
        assertThat(metrics("{query: %s}".formatted("a".repeat(2001)))).hasSize(1);
    }

    @Test
    void theCandidatesPodsAreThereAfterTheRelease() {
        String yaml = "{query: 'up{h=\"${podTemplateHash}\"}'}";
        assertThat(in(Phase.AfterRelease, new MetricsCheck(), yaml)).isEmpty();
        assertThat(in(Phase.BeforeRelease, new MetricsCheck(), yaml))
                .containsExactly("it.query: " + MetricsParams.NO_PODS_YET);
        assertThat(in(Phase.BeforeRelease, new MetricsCheck(), "{query: 'up{h=\"${name}\"}'}"))
                .isEmpty();
        String four = FOUR.replace("{query: c}", yaml);
        assertThat(in(Phase.AfterRelease, new GoldenSignalsCheck(), four)).isEmpty();
        assertThat(in(Phase.BeforeRelease, new GoldenSignalsCheck(), four))
                .containsExactly("it.errors.query: " + MetricsParams.NO_PODS_YET);
    }

    @Test
    void fourSignalsAreAccepted() {
        assertThat(golden(FOUR)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        traffic: {query: b}      | ''                                 | traffic: QUERY
        latency: {query: a}      | 'latency: {}'                      | latency: QUERY
        errors: {query: c}       | 'errors: {query: c, exempt: none}' | errors: QUERY
        saturation: {exempt: none} | 'saturation: {exempt: ""}'       | saturation.exempt: must be 1 to 300 characters without control characters
        saturation: {exempt: none} | 'saturation: {exempt: none, max: "1"}' | saturation: BOUNDS
        latency: {query: a}      | 'latency: {query: "${x}"}'         | latency.query: PLACEHOLDERS
        latency: {query: a}      | 'latency: {query: a, min: "2", max: "1"}' | latency.min: must not be above max
        """)
    void aSignalIsAQueryOrExempt(String good, String bad, String refusal) {
        assertThat(golden(FOUR.replace(good, bad)))
                .containsExactly(refusal.replace("QUERY", SignalQuery.QUERY_OR_EXEMPT)
                        .replace("BOUNDS", SignalQuery.BOUNDS_OF_QUERY)
                        .replace("PLACEHOLDERS", MetricsParams.PLACEHOLDERS));
    }

    @Test
    void fourExemptionsMeasureNothing() {
        assertThat(golden(FOUR.replaceAll("\\{query: .}", "{exempt: none}")))
                .containsExactly(" " + GoldenSignalsParams.ALL_EXEMPT);
        assertThat(golden("{}")).hasSize(4);
    }
}
