package dev.launchgate.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.launchgate.api.v1alpha1.LoadTestParams;
import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.check.FakeFacts;
import dev.launchgate.check.Judgement;
import dev.launchgate.check.LoadTestCheck;
import dev.launchgate.check.Needs;
import dev.launchgate.check.loadtest.ReportFixture;
import dev.launchgate.probe.Measurement;
import dev.launchgate.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of load tests as nginx serves them. */
@Tag("services")
@Timeout(120)
class LoadReportServerTest {
    private static final LoadTestCheck CHECK = new LoadTestCheck();
    private static final int PORT = SystemServer.freePort();
    private static final int LARGE = 1024 * 1024 + 1;

    @TempDir
    private static Path folder;

    private static SystemServer nginx;

    private final AdapterFixture net = new AdapterFixture();

    @BeforeAll
    static void start() throws IOException {
        for (String report : List.of(
                "vegeta-12.13.0/good.json",
                "jmeter-5.6.3/good.csv",
                "jmeter-5.6.3/good-statistics.json",
                "gatling-3.13.5/good-stats.js",
                "locust-2.47.0/good_stats.csv",
                "refused/wrk.txt")) {
            Files.write(folder.resolve(report.replace('/', '-')), ReportFixture.bytes(report));
        }
        Files.writeString(folder.resolve("large.csv"), "a".repeat(LARGE));
        // others than the owner may read it, since workers of nginx give up the rights of root
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
        assertThat(folder.toFile().setReadable(true, false)).isTrue();
        nginx = SystemServer.start(
                Map.of("nginx.conf", configuration()),
                List.of("nginx", "-p", "{folder}", "-e", "{folder}/error.log", "-c", "{folder}/nginx.conf"),
                PORT);
    }

    @AfterAll
    static void end() throws IOException {
        if (nginx != null) {
            nginx.close();
        }
    }

    @AfterEach
    void stop() throws IOException {
        net.close();
    }

    @ParameterizedTest
    @CsvSource({
        "vegeta-12.13.0-good.json, Vegeta, 2026-11-25",
        "jmeter-5.6.3-good.csv, JMeter, 2026-11-25",
        "jmeter-5.6.3-good-statistics.json, JMeter, 2026-11-24",
        "gatling-3.13.5-good-stats.js, Gatling, 2026-11-24",
        "locust-2.47.0-good_stats.csv, Locust, 2026-11-24"
    })
    void aReportPasses(String file, String tool, String date) {
        assertThat(judge(file)).isEqualTo(Judgement.pass("%s (%s, %s)".formatted(url(file), tool, date)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refused-wrk.txt | Unknown | DataMalformed          | URL: not a load test report: it is the text of wrk, which lacks p95, the share of failed requests and a date; use a tool that writes JSON or CSV
            large.csv       | Unknown | DataTooLarge           | URL: expected at most 1 MiB; make it smaller
            absent.json     | Fail    | ReportMissing          | no load test report at URL (404); run the test and publish its result
            gone            | Fail    | ReportMissing          | no load test report at URL (410); run the test and publish its result
            forbidden       | Unknown | AuthenticationRequired | URL: answers 403; set auth, or let this client in
            moved           | Unknown | RedirectRefused        | URL: answers 302; name the final address
            broken          | Unknown | ServerError            | URL: expected 2xx, saw 503; check the server
            login           | Unknown | DataMalformed          | URL: not a load test report: it is a page; publish the data beside it, not the page
            """)
    void whatIsNoReportIsToldSo(String file, Verdict verdict, Reason reason, String message) {
        assertThat(judge(file)).isEqualTo(new Judgement(verdict, reason, message.replace("URL", url(file))));
    }

    @Test
    void aSlowAnswerIsUnknown() {
        assertThat(judge("slow/jmeter-5.6.3-good.csv", AdapterFixture.SHORT))
                .isEqualTo(Judgement.unknown(
                        Reason.Timeout, url("slow/jmeter-5.6.3-good.csv") + ": no complete answer within 5s"));
    }

    private Judgement judge(String file) {
        return judge(file, AdapterFixture.AMPLE);
    }

    private Judgement judge(String file, Duration timeout) {
        LoadTestParams params = Serialization.unmarshal("""
                ---
                report: {url: '%s'}
                bind: None
                run: {finishedAt: '2026-11-24T12:00:00Z'}
                """.formatted(url(file)), LoadTestParams.class);
        FakeFacts facts = new FakeFacts().at("2026-11-26T10:00:00Z");
        Needs needs = new Needs();
        CHECK.plan(params, facts, needs);
        needs.probes().forEach(request -> {
            switch (net.probes.ask("ml", request, timeout)) {
                case Measurement.Answered answered -> facts.answer(request, answered.answer());
                case Measurement.Failed failed ->
                    facts.failure(
                            request,
                            failed.failure().cause(),
                            failed.failure().phase(),
                            failed.failure().detail());
                default -> throw new AssertionError("a probe without outcome");
            }
        });
        return CHECK.judge(params, facts);
    }

    private static String url(String file) {
        return "http://results.example.com:%d/%s".formatted(PORT, file);
    }

    private static String configuration() {
        return """
                daemon off;
                master_process off;
                pid {folder}/nginx.pid;
                error_log {folder}/error.log;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
                  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
                  server {
                    listen 127.0.0.1:%d;
                    root %s;
                    location = /gone { return 410; }
                    location = /moved { return 302 /login; }
                    location = /forbidden { deny all; }
                    location = /broken { return 503 "<html>sorry</html>"; }
                    location = /login { return 200 "<!doctype html><title>Sign in</title>"; }
                    location /slow/ { alias %s/; limit_rate 500; }
                  }
                }
                """.formatted(PORT, folder, folder);
    }
}
