package dev.launchgate.check.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.launchgate.api.v1alpha1.LoadTestTool;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile content is read or refused in bounded time, without exception, and never into figures that cannot be. */
@Timeout(120)
class LoadReportFuzzTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final LoadReportReader READER = new LoadReportReader(LoadTestTool.Auto);
    private static final byte[] MARKS =
            "{}[]\",:\\0123456789.eE-+ \n\tNatrufls%/'\u0000".getBytes(StandardCharsets.UTF_8);

    static Stream<String> reports() {
        return Stream.of(
                "vegeta-12.13.0/bad.json",
                "locust-2.47.0/bad_stats.csv",
                "jmeter-5.6.3/bad-statistics.json",
                "jmeter-5.6.3/transactions.csv",
                "gatling-3.13.5/bad-stats.js",
                "gatling-3.10.5/bad-global_stats.json",
                "k6-by-hand/callback-bad.json",
                "k6-by-hand/export-bad.json");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void changedReports(String file) {
        byte[] report = ReportFixture.bytes(file);
        Random random = new Random(file.hashCode());
        for (int round = 0; round < 2_000; round++) {
            byte[] changed = report.clone();
            for (int change = random.nextInt(8); change >= 0; change--) {
                changed[random.nextInt(changed.length)] =
                        random.nextBoolean() ? MARKS[random.nextInt(MARKS.length)] : (byte) random.nextInt(256);
            }
            check(changed);
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void cutReports(String file) {
        byte[] report = ReportFixture.bytes(file);
        for (int length = 0; length < report.length; length += 1 + length / 50) {
            check(Arrays.copyOf(report, length));
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void numbersOfEverySize(String file) {
        String report = ReportFixture.text(file);
        Random random = new Random(file.hashCode());
        String[] numbers = {
            "1e400",
            "1e-400",
            "1e2147483647",
            "1e-2147483647",
            "9".repeat(90),
            "0." + "0".repeat(80) + "1",
            "-0",
            "9223372036854775808",
            "1e15",
            "1e16",
            "999999999999999",
            "4294967296",
            "null",
            "\"-\"",
            "\"N/A\"",
            "\"\"",
            "true",
            "[]"
        };
        String[] parts = report.split("(?<=[:, ])(?=[0-9])");
        for (int round = 0; round < 1_000; round++) {
            int place = 1 + random.nextInt(parts.length - 1);
            String[] changed = parts.clone();
            changed[place] = changed[place].replaceFirst("^[0-9.]+", numbers[random.nextInt(numbers.length)]);
            check(String.join("", changed).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void noise() {
        Random random = new Random(4);
        for (int round = 0; round < 3_000; round++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            assertThat(check(noise)).isInstanceOf(LoadReport.Refused.class);
            for (int i = 0; i < noise.length; i++) {
                noise[i] = MARKS[Math.floorMod(noise[i], MARKS.length)];
            }
            assertThat(check(noise)).isInstanceOf(LoadReport.Refused.class);
        }
    }

    static Stream<String> largest() {
        return Stream.of(
                "{\"a\":".repeat(MEBIBYTE / 5),
                "[".repeat(MEBIBYTE),
                "var stats = " + "{a:".repeat(MEBIBYTE / 3),
                "{\"metrics\": {" + "\"x\": {}, ".repeat(MEBIBYTE / 10),
                "{\"metrics\": [" + "1,".repeat(MEBIBYTE / 2),
                "{\"" + "k".repeat(MEBIBYTE - 10) + "\": 1}",
                "{\"k\": \"" + "v".repeat(MEBIBYTE - 10) + "\"}",
                "{\"k\": " + "1".repeat(MEBIBYTE - 10) + "}",
                ",".repeat(MEBIBYTE),
                "\"".repeat(MEBIBYTE),
                "\n".repeat(MEBIBYTE),
                "a\n".repeat(MEBIBYTE / 2),
                "timeStamp,elapsed,label,success\n" + "1,1,a,true\n".repeat(MEBIBYTE / 12),
                "timeStamp,elapsed,label,success\n\"" + "a\n".repeat(MEBIBYTE / 2));
    }

    @ParameterizedTest
    @MethodSource("largest")
    void theLargestBodies(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThat(bytes.length).isLessThanOrEqualTo(MEBIBYTE + 100);
        assertThatCode(() -> check(bytes)).doesNotThrowAnyException();
    }

    private static LoadReport check(byte[] body) {
        LoadReport report = READER.read(200, body);
        switch (report) {
            case LoadReport.Refused(String why) -> assertThat(why).isNotBlank().hasSizeLessThan(200);
            case LoadReport.Measured measured -> {
                assertThat(measured.requests()).isNotNegative();
                measured.errors().ifPresent(share -> assertThat(share).isBetween(BigDecimal.ZERO, BigDecimal.ONE));
                measured.throughput().ifPresent(rate -> assertThat(rate).isNotNegative());
                measured.duration()
                        .ifPresent(taken -> assertThat(taken).isBetween(Duration.ZERO, Duration.ofDays(3650)));
                assertThat(measured.latency().values()).allMatch(time -> time.signum() >= 0 && time.precision() <= 100);
                assertThat(measured.thresholds().names()).hasSizeLessThanOrEqualTo(20);
            }
        }
        return report;
    }
}
